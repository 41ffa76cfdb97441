package attune.app;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.pipeline.Slates;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.quarantine.Rule;
import attune.store.quarantine.Thresholds;
import attune.testkit.sample.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// After an erasure the ranker answers as a node that never knew the erased: two communities live the same days, one
/// of them with a member more, who is erased in the end.
@Timeout(120)
class NeverKnownTest {
    private static final long START = 1_764_000_000_000L;
    private static final int MEMBERS = 14;
    private static final int FACTS = 1_200;
    private static final String GONE = "m5";
    private static final List<Long> SEEDS = List.of(3L, 4L);

    /// What counts as a flood depends on everybody's acts, and is decided when they arrive.
    private static final Thresholds UNWATCHED = new Thresholds(
            Thresholds.USUAL.floods(),
            Thresholds.USUAL.times(),
            Thresholds.USUAL.habits(),
            Thresholds.USUAL.together(),
            Set.of(),
            Set.of(Rule.values()),
            Thresholds.USUAL.watchedMembers(),
            Thresholds.USUAL.trust());

    @TempDir
    Path folder;

    /// A fact, and everybody it is about.
    private record Told(long atMillis, Set<String> about, Draft draft) {}

    @Test
    void slates_of_all_others_equal_those_of_a_node_that_reads_a_log_without_the_member() throws IOException {
        for (long seed : SEEDS) {
            Path with = folder.resolve("with-" + seed);
            Map<String, Map<String, Double>> live;
            long nowMillis;
            try (Life life = Life.told(with, history(seed), Set.of())) {
                Map<String, Map<String, Double>> before = life.slates();
                life.erase();
                live = life.slates();
                nowMillis = life.clock.millis();
                assertThat(live)
                        .as("seed %d: the member made a difference, or the test is blind", seed)
                        .isNotEqualTo(before);
            }
            forgetSnapshots(with);
            try (Life replayed = new Life(with, nowMillis)) {
                same(replayed.slates(), live, seed);
            }
        }
    }

    /// Walks draw lots by dense numbers, which differ between two communities; so what all ranking is made from is
    /// compared, by the names outside.
    @Test
    void all_that_ranking_reads_equals_that_of_a_community_that_never_knew_the_member() {
        for (long seed : SEEDS) {
            try (Life with = Life.told(folder.resolve("with-" + seed), history(seed), Set.of());
                    Life without = Life.told(folder.resolve("without-" + seed), history(seed), Set.of(GONE))) {
                assertThat(with.read()).as("seed %d, before", seed).isNotEqualTo(without.read());

                with.erase();

                assertThat(with.read()).as("seed %d", seed).isEqualTo(without.read());
                with.attune.trainer().train();
                without.attune.trainer().train();
                assertThat(with.attune.models().current().provenance().examples())
                        .as("learned from the same impressions")
                        .isEqualTo(
                                without.attune.models().current().provenance().examples());
            }
        }
    }

    /// Above 256 engagements a member and 64 engagers an item, what the member had pushed out is there again.
    @Test
    void full_rings_are_those_of_a_community_that_never_knew_the_member() {
        List<Told> crowded = crowded(5);
        try (Life with = Life.told(folder.resolve("with"), crowded, Set.of());
                Life without = Life.told(folder.resolve("without"), crowded, Set.of(GONE))) {
            assertThat(without.full())
                    .as("members and items whose rings are full")
                    .isGreaterThan(50);

            with.erase();

            assertThat(with.read()).isEqualTo(without.read());
        }
    }

    private static void same(
            Map<String, Map<String, Double>> actual, Map<String, Map<String, Double>> expected, long seed) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        for (String viewer : expected.keySet()) {
            Map<String, Double> there = Objects.requireNonNull(expected.get(viewer));
            Map<String, Double> here = Objects.requireNonNull(actual.get(viewer));
            assertThat(List.copyOf(here.keySet()))
                    .as("seed %d, home of %s", seed, viewer)
                    .isEqualTo(List.copyOf(there.keySet()));
            there.forEach((item, score) -> assertThat(here.get(item))
                    .as("seed %d, %s for %s", seed, item, viewer)
                    .isCloseTo(score, within(1e-5 * Math.max(1, Math.abs(score)))));
        }
    }

    private static void forgetSnapshots(Path community) throws IOException {
        Path snapshots = community.resolve("snapshots");
        if (!Files.exists(snapshots)) return;
        try (Stream<Path> files = Files.walk(snapshots)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static List<Told> history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Told> told = new ArrayList<>();
        List<String> authors = new ArrayList<>();
        long at = START;
        for (int i = 0; i < MEMBERS; i++) {
            told.add(new Told(at, Set.of("m" + i), joined("m" + i)));
            told.add(new Told(at, Set.of("m" + i), consented("m" + i, Purpose.PERSONALIZATION)));
        }
        for (int i = 0; i < FACTS; i++) {
            at += 1_000 + random.nextInt(120_000);
            String member = "m" + random.nextInt(MEMBERS);
            if (authors.size() < MEMBERS || random.nextInt(12) == 0) {
                told.add(new Told(at, Set.of(member), published(member, "i" + authors.size(), "About " + i, "topic")));
                authors.add(member);
                continue;
            }
            // Newer posts meet more eyes.
            int item = Math.max(0, authors.size() - 1 - random.nextInt(Math.min(40, authors.size())));
            String author = authors.get(item);
            String other = "m" + random.nextInt(MEMBERS);
            switch (random.nextInt(8)) {
                case 0 -> told.add(new Told(at, about(member, other), followed(member, other)));
                case 1, 2, 3 -> told.add(new Told(at, about(member, author), impressed(member, "i" + item)));
                case 4 -> told.add(new Told(at, about(member, author), hid(member, "i" + item)));
                default -> {
                    told.add(new Told(at, about(member, author), impressed(member, "i" + item)));
                    told.add(new Told(at, about(member, author), liked(member, "i" + item)));
                }
            }
        }
        return told;
    }

    /// Many acts on few items, by members who write and act as much as the one who goes.
    private static List<Told> crowded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Told> told = new ArrayList<>();
        int members = 80;
        int items = 320;
        long at = START;
        for (int i = 0; i < members; i++) {
            told.add(new Told(at, Set.of("m" + i), joined("m" + i)));
            told.add(new Told(at, Set.of("m" + i), consented("m" + i, Purpose.PERSONALIZATION)));
        }
        for (int i = 0; i < items; i++) {
            String author = "m" + i % 12;
            told.add(new Told(at, Set.of(author), published(author, "i" + i, "About " + i, "topic")));
        }
        List<int[]> pairs = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            for (int item = 0; item < items; item++) {
                if (random.nextInt(8) > 0) pairs.add(new int[] {member, item});
            }
        }
        Collections.shuffle(pairs, new Random(seed));
        for (int[] pair : pairs) {
            at += 1_000;
            String member = "m" + pair[0];
            told.add(new Told(at, about(member, "m" + pair[1] % 12), liked(member, "i" + pair[1])));
        }
        return told;
    }

    private static Set<String> about(String a, String b) {
        return a.equals(b) ? Set.of(a) : Set.of(a, b);
    }

    private static Draft hid(String member, String item) {
        return acted(member, item, "hide", 1);
    }

    /// One community and its days.
    private static final class Life implements AutoCloseable {
        private final SteppingClock clock = new SteppingClock(START);
        private final Attune attune;

        Life(Path folder, long nowMillis) {
            clock.advance(nowMillis - START);
            Surroundings surroundings = new Surroundings(clock, () -> 0, new SameSeed());
            attune = Attune.open(folder, surroundings, UNWATCHED, EmbeddedStore.Progress.SILENT);
        }

        static Life told(Path folder, List<Told> history, Set<String> unknown) {
            Life life = new Life(folder, START);
            life.clock.advance(history.getLast().atMillis - life.clock.millis());
            life.attune
                    .log()
                    .appendNow(history.stream()
                            .filter(told -> told.about.stream().noneMatch(unknown::contains))
                            .map(told -> at(told.atMillis, told.draft))
                            .toList());
            return life;
        }

        /// What ranking reads, by the names outside.
        Map<String, String> read() {
            var views = attune.views();
            Map<String, String> all = new TreeMap<>();
            attune.store().state().read(() -> {
                for (int item = 0; item < views.items.limit(); item++) {
                    if (!views.items.exists(item)) continue;
                    StringBuilder told = new StringBuilder().append(views.counts.impressions(item));
                    for (int act = 0; act < attune.directory().acts().size(); act++) {
                        told.append(' ').append(views.counts.total(item, act));
                    }
                    told.append(" %.6f %.6f %.6f"
                            .formatted(
                                    views.counts.recentPositive(item, clock.millis()),
                                    views.counts.recentNegative(item, clock.millis()),
                                    views.counts.authorPositive(views.items.author(item), clock.millis())));
                    for (int k = 0; k < views.histories.engagers(item); k++) {
                        told.append(' ').append(name(views.histories.engager(item, k)));
                    }
                    told.append(" by ").append(views.histories.itemDegree(item));
                    all.put(attune.directory().externalId(new ItemId(item)).value(), told.toString());
                }
                for (int member = 0; member < views.members.limit(); member++) {
                    if (!attune.directory().knows(new MemberId(member))) continue;
                    Set<String> followees = new TreeSet<>();
                    for (int other : views.ties.followees(member)) followees.add(name(other));
                    all.put(name(member), followees + " " + views.histories.engagements(member));
                }
                return true;
            });
            all.remove(GONE);
            return all;
        }

        /// How many rings are full.
        long full() {
            var views = attune.views();
            return attune.store().state().read(() -> {
                long full = 0;
                for (int item = 0; item < views.items.limit(); item++) if (views.histories.engagers(item) == 64) full++;
                for (int member = 0; member < views.members.limit(); member++) {
                    if (views.histories.engagements(member) == 256) full++;
                }
                return full;
            });
        }

        private String name(int member) {
            return attune.directory().externalId(new MemberId(member)).value();
        }

        void erase() {
            attune.erasures().ask(member(GONE), "test");
        }

        private MemberId member(String name) {
            return attune.directory().member(new ExternalId(name)).orElseThrow();
        }

        /// Item to score in the order of the slate, for everybody but the one who goes.
        Map<String, Map<String, Double>> slates() {
            Map<String, Map<String, Double>> slates = new LinkedHashMap<>();
            for (int i = 0; i < MEMBERS; i++) {
                String viewer = "m" + i;
                if (viewer.equals(GONE)) continue;
                var answer = attune.surfaces().slate("home", new Slates.Request(member(viewer), 30, null));
                Map<String, Double> entries = new LinkedHashMap<>();
                for (Slates.Entry entry : ((Slates.Answer.Served) answer).entries()) {
                    entries.put(
                            attune.directory()
                                    .externalId(new ItemId(entry.item()))
                                    .value(),
                            (double) entry.score());
                }
                slates.put(viewer, entries);
            }
            return slates;
        }

        @Override
        public void close() {
            attune.close();
        }
    }

    /// Chance for keys, and one and the same seed for every slate.
    private static final class SameSeed extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public long nextLong() {
            return 7;
        }
    }
}
