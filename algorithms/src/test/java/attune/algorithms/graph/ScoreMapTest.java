package attune.algorithms.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreMapTest {

    @Test
    void sums_are_those_of_a_plain_map_through_growth_and_clearing() {
        long seed = 31;
        Random random = new Random(seed);
        ScoreMap sums = new ScoreMap(8);
        for (int round = 0; round < 200; round++) {
            sums.clear();
            Map<Integer, Double> expected = new LinkedHashMap<>();
            int range = 1 << random.nextInt(1, 14);
            int additions = random.nextInt(3_000);
            for (int i = 0; i < additions; i++) {
                int id = scattered(random.nextInt(range), round);
                sums.add(id, i);
                expected.merge(id, (double) i, Double::sum);
            }

            assertThat(sums.size()).as("seed %d round %d", seed, round).isEqualTo(expected.size());
            int entry = 0;
            for (Map.Entry<Integer, Double> each : expected.entrySet()) {
                assertThat(sums.id(entry)).as("seed %d round %d", seed, round).isEqualTo(each.getKey());
                assertThat(sums.sum(entry)).isEqualTo(each.getValue());
                assertThat(sums.get(each.getKey())).isEqualTo(each.getValue());
                entry++;
            }
            assertThat(sums.get(Integer.MAX_VALUE)).isZero();
        }
    }

    /// Neighbouring ids hardly ever collide in the table; scattered ones do.
    private static int scattered(int id, int round) {
        return round % 2 == 0 ? id : (id * 0x5DEECE6D) >>> 1;
    }
}
