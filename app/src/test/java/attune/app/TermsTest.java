package attune.app;

import static attune.testkit.sample.Drafts.joined;
import static org.assertj.core.api.Assertions.assertThat;

import attune.app.config.RetentionSettings;
import attune.app.operate.Surroundings;
import attune.app.train.Trainer;
import attune.app.train.Upkeep;
import attune.learning.train.ActModel;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.Slates;
import attune.store.embedded.EmbeddedStore;
import attune.store.quarantine.Thresholds;
import attune.store.retention.Retention;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces and trained models go when their terms are over, as the settings say.
class TermsTest {
    private static final RetentionSettings TERMS =
            new RetentionSettings(Retention.USUAL, Duration.ofDays(2), Duration.ofDays(5));

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock(RunningNode.START.toEpochMilli());
    private Attune attune;
    private TraceId trace;

    @BeforeEach
    void live() {
        attune = open(TERMS);
        attune.log().appendNow(List.of(joined("ada")));
        Slates.Answer answer = attune.surfaces().slate("following", new Slates.Request(new MemberId(0), 5, null));
        trace = ((Slates.Answer.Served) answer).trace();
        assertThat(attune.models().serve(trained(), attune.models().withdrawals()))
                .isTrue();
    }

    @AfterEach
    void close() {
        attune.close();
    }

    @Test
    void a_trace_goes_after_its_term_and_not_before() {
        passDays(1);
        assertThat(attune.traces().find(trace)).isPresent();

        passDays(2);

        assertThat(attune.traces().find(trace)).isEmpty();
    }

    @Test
    void a_legal_hold_keeps_a_members_traces_and_its_end_gives_them_up() {
        long until = clock.millis() + Duration.ofDays(30).toMillis();
        attune.erasures().hold(new MemberId(0), "Case 7", until, "operator:test");
        passDays(20);
        assertThat(attune.traces().find(trace)).isPresent();

        assertThat(attune.erasures().lift(new MemberId(0), "operator:test")).isEmpty();
        passDays(1);

        assertThat(attune.traces().find(trace)).isEmpty();
    }

    @Test
    void a_model_past_its_term_serves_no_more_and_is_destroyed() {
        passDays(4);
        assertThat(attune.models().current().version()).isEqualTo("trained");

        passDays(2);

        assertThat(attune.models().current().provenance().examples()).isZero();
        assertThat(attune.models().version("trained")).isEmpty();
        assertThat(attune.store().blobs().list("artifact", null, 10)).isEmpty();
    }

    /// The upkeep's first round comes a minute after the start; until then nothing past its term may serve either.
    @Test
    void a_start_does_not_serve_a_model_past_its_term() {
        attune.close();
        attune = open(TERMS);
        assertThat(attune.models().current().version()).isEqualTo("trained");
        attune.close();
        clock.advance(Duration.ofDays(6).toMillis());

        attune = open(TERMS);

        assertThat(attune.models().current().provenance().examples()).isZero();
    }

    /// A pass over the files that failed leaves the erased in the log; nothing may be learned from them meanwhile.
    @Test
    void nothing_is_learned_while_erasures_have_not_left_the_log() {
        Retention retention = Retention.USUAL.checked();
        Trainer trainer = new Trainer(
                attune.log(),
                () -> 2,
                attune.store().ledger(),
                attune.models(),
                attune.surfaces().values(),
                retention,
                attune.surroundings());

        assertThat(trainer.train().words()).contains("2 erasures have not left the log");
    }

    private void passDays(int days) {
        clock.advance(Duration.ofDays(days).toMillis());
        attune.traces().expire(clock.millis());
        attune.duties().forEach(Upkeep.Duty::run);
    }

    private ActModel trained() {
        ActModel prior = attune.models().current();
        var provenance = new ActModel.Provenance("trained", 0, 1, 300, clock.millis());
        return new ActModel(prior.features(), prior.acts(), prior.logistic(), provenance);
    }

    private Attune open(RetentionSettings terms) {
        Surroundings surroundings = new Surroundings(clock, System::nanoTime, new SecureRandom());
        return Attune.open(folder, surroundings, Thresholds.USUAL, terms, EmbeddedStore.Progress.SILENT);
    }
}
