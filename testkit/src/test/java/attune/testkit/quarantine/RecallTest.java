package attune.testkit.quarantine;

import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.liked;
import static attune.testkit.sample.Drafts.published;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.policy.Seal;
import attune.store.embedded.EmbeddedStore;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Known;
import attune.store.quarantine.Sentry;
import attune.store.quarantine.Thresholds;
import attune.store.view.QuarantinesView.Quarantine;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a community's sentry still knows after a start.
class RecallTest {
    private static final int ALLOWED_IN_A_MINUTE = 120;

    @TempDir
    private Path folder;

    private final SteppingClock clock = new SteppingClock(Watched.START_MILLIS);
    private SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);

    @BeforeEach
    void settle() {
        started(store -> {
            store.log().appendNow(List.of(joined("author"), joined("m0"), joined("m1")));
            for (int item = 0; item < 200; item++) store.log().appendNow(List.of(published("author", "i" + item, "")));
        });
        clock.advance(24 * 3_600_000L);
    }

    @Test
    void a_flood_that_goes_on_over_a_start_is_held_with_what_came_before_it() {
        started(store -> likes(store, "m0", 0, 100));
        assertThat(rule("m0")).isEqualTo("none");

        started(store -> likes(store, "m0", 100, ALLOWED_IN_A_MINUTE + 1));

        assertThat(rule("m0")).isEqualTo("flood-minute");
        assertThat(likes(3)).as("a like of before the start").isZero();
    }

    @Test
    void a_start_after_a_snapshot_recalls_as_much() {
        started(store -> {
            likes(store, "m0", 0, 100);
            store.snapshot();
        });

        started(store -> likes(store, "m0", 100, ALLOWED_IN_A_MINUTE + 1));

        assertThat(rule("m0")).isEqualTo("flood-minute");
    }

    @Test
    void recalling_places_nothing_and_repeats_no_decision() {
        started(store -> likes(store, "m0", 0, ALLOWED_IN_A_MINUTE + 1));
        assertThat(rule("m0")).isEqualTo("flood-minute");
        started(store -> store.log()
                .appendNow(List.of(Drafts.of(
                        ids -> new Event.QuarantineReleased(ids.member("member", new ExternalId("m0")), true)))));

        long[] head = {0};
        started(store -> head[0] = store.log().head());
        started(store -> likes(store, "m0", 150, 160));

        assertThat(rule("m0")).isEqualTo("none");
        assertThat(likes(3)).isEqualTo(1);
        started(store -> assertThat(store.log().head()).isEqualTo(head[0] + 10));
    }

    private void started(Consumer<EmbeddedStore> act) {
        views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
        SecureRandom random = new SecureRandom();
        Sentry sentry = new Sentry(
                new Known(views.members, views.items, views.encounters, views.quarantines, views.acts::act),
                Thresholds.USUAL);
        try (EmbeddedStore store = EmbeddedStore.open(
                folder,
                EmbeddedStore.masterKeyIn(folder, random),
                views.all(),
                sentry,
                clock,
                random,
                EmbeddedStore.Progress.SILENT)) {
            act.accept(store);
        }
    }

    /// At a quick pace that no rule but the flood's minds.
    private void likes(EmbeddedStore store, String member, int from, int to) {
        for (int item = from; item < to; item++) {
            clock.advance(100 + item * 37 % 300);
            store.log().appendNow(List.of(liked(member, "i" + item)));
        }
    }

    /// Ids are dense and in the order of joining: author, m0, m1.
    private String rule(String member) {
        return views.quarantines
                .of(member.equals("m0") ? 1 : 2)
                .filter(Quarantine::stands)
                .map(Quarantine::rule)
                .orElse("none");
    }

    private int likes(int item) {
        return views.counts.total(item, 0);
    }
}
