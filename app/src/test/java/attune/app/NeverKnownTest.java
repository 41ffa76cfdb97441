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
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// After an erasure the ranker answers as a node that never knew the erased: two communities live the same days, one
/// of them with a member more, who is erased in the end.
@Timeout(120)
class NeverKnownTest {
    private static final long START = 1_764_000_000_000L;
    private static final int MEMBERS = 14;
    private static final int FACTS = 2_500;
    private static final String GONE = "m5";
    private static final List<Long> SEEDS = List.of(3L, 4L);

    @TempDir
    Path folder;

    /// A fact, and everybody it is about.
    private record Told(long atMillis, Set<String> about, Draft draft) {}

    @Test
    void slates_of_all_others_equal_those_of_a_node_that_never_knew_the_member() {
        for (long seed : SEEDS) {
            List<Told> history = history(seed);
            try (Life with = new Life(folder.resolve("with-" + seed), history, Set.of());
                    Life without = new Life(folder.resolve("without-" + seed), history, Set.of(GONE))) {
                assertThat(with.slates())
                        .as("seed %d: while the member is there the slates differ, or the test is blind", seed)
                        .isNotEqualTo(without.slates());

                with.erase();
                same(with, without, "seed %d, untrained".formatted(seed));

                with.train();
                without.train();
                assertThat(without.attune.models().current().provenance().examples())
                        .as("something was learned")
                        .isPositive();
                same(with, without, "seed %d, trained anew".formatted(seed));
            }
        }
    }

    private static void same(Life with, Life without, String when) {
        Map<String, Map<String, Double>> expected = without.slates();
        Map<String, Map<String, Double>> actual = with.slates();
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        for (String viewer : expected.keySet()) {
            Map<String, Double> there = expected.get(viewer);
            Map<String, Double> here = actual.get(viewer);
            assertThat(List.copyOf(here.keySet()))
                    .as("%s, home of %s", when, viewer)
                    .isEqualTo(List.copyOf(there.keySet()));
            there.forEach((item, score) -> assertThat(here.get(item))
                    .as("%s, %s for %s", when, item, viewer)
                    .isCloseTo(score, within(1e-6 * Math.max(1, Math.abs(score)))));
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

        Life(Path folder, List<Told> history, Set<String> unknown) {
            Surroundings surroundings = new Surroundings(clock, () -> 0, new SameSeed());
            attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT);
            for (Told told : history) {
                clock.advance(told.atMillis - clock.millis());
                if (told.about.stream().noneMatch(unknown::contains)) {
                    attune.log().appendNow(List.of(told.draft));
                }
            }
        }

        void erase() {
            attune.erasures().ask(member(GONE));
        }

        void train() {
            attune.trainer().train();
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
                    if (entry.exploration()) continue;
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
