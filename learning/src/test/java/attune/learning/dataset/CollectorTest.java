package attune.learning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.policy.Seal;
import attune.store.log.Draft;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.Village;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int FEATURES = 4;

    private final Village village = Village.of("ann", "bob", "cat");

    @Test
    void no_feature_sees_the_future() {
        village.post("ann", "p", "Hello").post("ann", "q", "Again");
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 120; i++) village.tell(any(random)).later(Duration.ofMinutes(1 + random.nextInt(20)));
        List<Envelope> past = log();
        Impressions without = collect(past, 1_000);
        assertThat(without.size()).isGreaterThan(20);

        // Whatever happens later, what was known then stays as it was.
        for (int i = 0; i < 200; i++) village.tell(any(random)).later(Duration.ofMinutes(1 + random.nextInt(20)));
        Impressions with = collect(log(), 1_000);

        for (int row = 0; row < without.size(); row++) {
            for (int f = 0; f < FEATURES; f++) {
                assertThat(with.value(row, f)).as("row %d, feature %d", row, f).isEqualTo(without.value(row, f));
            }
        }
    }

    @Test
    void a_page_is_seen_with_the_state_before_its_first_impression() {
        village.post("ann", "p", "Hello").post("ann", "q", "Again");
        village.tell(Drafts.impressed("bob", "p")).later(Duration.ofSeconds(30)).tell(Drafts.impressed("bob", "q"));
        village.later(Duration.ofSeconds(90)).tell(Drafts.impressed("bob", "p"));

        Impressions impressions = collect(log(), 1_000);

        // Feature 3 counts what the member has seen: nothing for the first page, both for the second.
        assertThat(values(impressions, 3)).containsExactly(0, 0, 2);
    }

    @Test
    void an_impression_of_another_member_begins_another_page() {
        village.post("ann", "p", "Hello").post("ann", "q", "Again");
        village.tell(Drafts.impressed("bob", "p"), Drafts.impressed("cat", "p"), Drafts.impressed("bob", "q"));

        assertThat(values(collect(log(), 1_000), 3)).containsExactly(0, 0, 1);
    }

    @Test
    void acts_within_the_horizon_are_outcomes_and_later_ones_are_not() {
        village.post("ann", "p", "Hello").post("ann", "q", "Again");
        village.tell(Drafts.impressed("bob", "p"), Drafts.impressed("bob", "q"));
        village.later(Duration.ofHours(23)).tell(Drafts.liked("bob", "p"));
        village.later(Duration.ofHours(2)).tell(Drafts.liked("bob", "q"), Drafts.acted("bob", "p", "hide", 1));
        village.tell(Drafts.liked("cat", "p"));

        Impressions impressions = collect(log(), 1_000);

        assertThat(impressions.acted(0)).isEqualTo(Acts.LIKE.id().bit());
        assertThat(impressions.acted(1)).isZero();
    }

    @Test
    void an_act_taken_back_is_no_outcome() {
        village.post("ann", "p", "Hello");
        village.tell(Drafts.impressed("bob", "p"), Drafts.liked("bob", "p"), Drafts.acted("bob", "p", "reply", 1));
        village.tell(Drafts.undone("bob", "p", "like"));

        assertThat(collect(log(), 1_000).acted(0)).isEqualTo(Acts.REPLY.id().bit());
    }

    @Test
    void beyond_the_most_examples_the_log_is_only_folded() {
        village.post("ann", "p", "Hello").post("ann", "q", "Again");
        for (int i = 0; i < 5; i++) village.later(Duration.ofHours(1)).tell(Drafts.impressed("bob", "p"));

        Impressions impressions = collect(log(), 3);

        assertThat(impressions.size()).isEqualTo(3);
        assertThat(impressions.toSequence()).isEqualTo(village.store().log().head());
    }

    @Test
    void who_may_not_be_profiled_is_not_learned_from() {
        village.post("ann", "p", "Hello");
        village.tell(Drafts.impressed("bob", "p"), Drafts.impressed("cat", "p"));
        Collector collector = new Collector(
                new SharedProjections(new Seal(), Capacity.USUAL).state(),
                (member, items, at) ->
                        member == village.member("bob").value() ? new float[0] : new float[items.length * FEATURES],
                FEATURES,
                DAY,
                100);
        log().forEach(collector::accept);

        Impressions impressions = collector.finish();

        assertThat(impressions.size()).isEqualTo(1);
        assertThat(impressions.member(0)).isEqualTo(village.member("cat").value());
        assertThat(impressions.of((member, atMillis) -> false).size()).isZero();
        assertThat(impressions.of((member, atMillis) -> true).size()).isEqualTo(1);
    }

    /// Features that read much of the state: likes so far, decayed heat, the item's age, what the member has seen.
    private static Impressions collect(List<Envelope> log, int most) {
        SharedProjections views = new SharedProjections(new Seal(), Capacity.USUAL);
        Collector collector = new Collector(
                views.state(),
                (member, items, at) -> {
                    float[] features = new float[items.length * FEATURES];
                    for (int i = 0; i < items.length; i++) {
                        features[i * FEATURES] =
                                views.counts.total(items[i], Acts.LIKE.id().value());
                        features[i * FEATURES + 1] = (float) views.counts.recentPositive(items[i], at);
                        features[i * FEATURES + 2] = at - views.items.publishedMillis(items[i]);
                        features[i * FEATURES + 3] = views.encounters.seenCount(member);
                    }
                    return features;
                },
                FEATURES,
                DAY,
                most);
        log.forEach(collector::accept);
        return collector.finish();
    }

    private static Draft any(SplittableRandom random) {
        String member = List.of("ann", "bob", "cat").get(random.nextInt(3));
        String item = random.nextBoolean() ? "p" : "q";
        return switch (random.nextInt(6)) {
            case 0 -> Drafts.liked(member, item);
            case 1 -> Drafts.undone(member, item, "like");
            case 2 -> Drafts.edited("ann", item, "Edited " + random.nextInt());
            default -> Drafts.impressed(member, item);
        };
    }

    private static float[] values(Impressions impressions, int feature) {
        float[] values = new float[impressions.size()];
        for (int row = 0; row < values.length; row++) values[row] = impressions.value(row, feature);
        return values;
    }

    private List<Envelope> log() {
        List<Envelope> log = new ArrayList<>();
        village.store().log().replay(0, log::add);
        return log;
    }
}
