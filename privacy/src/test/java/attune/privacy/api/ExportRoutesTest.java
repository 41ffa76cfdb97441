package attune.privacy.api;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import attune.http.limit.RouteClass;
import attune.http.route.Route;
import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.privacy.rights.Telling;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.testkit.sample.MemoryLedger;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportRoutesTest {
    private static final MemberId ADA = new MemberId(0);

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SharedProjections views = new SharedProjections(new Seal(), Capacity.USUAL);
    private final MemoryStore store = MemoryStore.open(clock, views.all());
    private final CountingLog log = new CountingLog(store.log());
    private final ExportRoutes.Copies copies = new ExportRoutes.Copies(
            envelope -> Optional.of(Map.of("sequence", Json.of(envelope.sequence()))),
            _ -> "",
            (_, _) -> {},
            _ -> Json.of(0));

    @BeforeEach
    void populate() {
        store.log()
                .appendNow(List.of(
                        joined("ada"),
                        joined("bo"),
                        published("ada", "ada-1", "Words"),
                        followed("bo", "ada"),
                        liked("bo", "ada-1"),
                        liked("ada", "ada-1")));
    }

    @Test
    void all_parts_of_a_copy_come_of_one_reading_of_the_log() {
        String copy = copy(() -> {});

        assertThat(log.replays).isEqualTo(1);
        assertThat(copy).contains("\"sequence\":1", "\"sequence\":3", "\"sequence\":6", "\"followed\"", "\"like\"");
    }

    /// The state has forgotten who was erased; the log still tells of them until the pass is done.
    @Test
    void a_fact_that_names_somebody_erased_meanwhile_is_passed_over() {
        store.log().appendNow(List.of(followed("ada", "bo")));
        ExportRoutes.Copies strict = new ExportRoutes.Copies(
                envelope -> {
                    if (envelope.sequence() == 7) store.directory().externalId(new MemberId(77));
                    return copies.event().apply(envelope);
                },
                copies.reference(),
                copies.traces(),
                copies.trace());

        String copy = JsonWriter.text(out -> {
            Facts facts = facts(strict, () -> {});
            facts.find();
            facts.own(out.array());
            out.end();
        });

        assertThat(copy).contains("\"sequence\":6").doesNotContain("\"sequence\":7");
    }

    @Test
    void a_copy_is_limited_by_the_hour() {
        Route route = new ExportRoutes(
                        store.state(),
                        store.directory(),
                        log,
                        views.items,
                        clock,
                        new MemoryLedger(),
                        new ExportPlaces(() -> 0),
                        copies)
                .routes()
                .all()
                .getFirst();

        assertThat(RouteClass.of(route)).isEqualTo(RouteClass.EXPORT);
    }

    private String copy(Runnable step) {
        return JsonWriter.text(out -> {
            Facts facts = facts(copies, step);
            facts.find();
            out.object();
            facts.own(out.array("events"));
            facts.served(out.end().array("served"));
            facts.about(out.end().array("about"));
            out.end().end();
        });
    }

    private Facts facts(ExportRoutes.Copies from, Runnable step) {
        Telling telling = new Telling(ADA, views.items, store.directory());
        return new Facts(log, store.state(), store.directory(), from, telling, step);
    }

    private static final class CountingLog implements EventLog {
        private final EventLog log;
        private int replays;

        CountingLog(EventLog log) {
            this.log = log;
        }

        @Override
        public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
            return log.append(drafts);
        }

        @Override
        public long head() {
            return log.head();
        }

        @Override
        public ReplayReport replay(long after, Consumer<Envelope> each) {
            replays++;
            return log.replay(after, each);
        }

        @Override
        public void read(long[] sequences, Consumer<Envelope> each) {
            log.read(sequences, each);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
