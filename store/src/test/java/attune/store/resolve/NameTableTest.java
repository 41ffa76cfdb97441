package attune.store.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private static final long SEED = 11;

    @Test
    void it_agrees_with_a_map_whatever_is_put_and_dropped() {
        SplittableRandom random = new SplittableRandom(SEED);
        NameTable table = new NameTable(random.nextLong());
        Map<String, Integer> numbers = new HashMap<>();
        Map<Integer, String> names = new HashMap<>();
        for (int number = 0; number < 60_000; number++) {
            String name = "at://did:plc:" + random.nextInt(1_000_000) + "/Ünïcode/" + "x".repeat(random.nextInt(60));
            if (numbers.containsKey(name)) continue;
            table.put(number, name);
            numbers.put(name, number);
            names.put(number, name);
            if (random.nextInt(3) > 0) continue;
            int gone = random.nextInt(number + 1);
            table.drop(gone);
            String goneName = names.remove(gone);
            if (goneName != null) numbers.remove(goneName);
        }

        for (int number = 0; number < table.limit(); number++) {
            assertThat(table.name(number)).as("seed %d", SEED).isEqualTo(names.get(number));
            assertThat(table.has(number)).isEqualTo(names.containsKey(number));
        }
        numbers.forEach((name, number) -> assertThat(table.find(name)).isEqualTo(number));
        assertThat(table.find("nobody")).isNegative();
    }

    @Test
    void a_dropped_name_may_be_put_again_under_another_number() {
        NameTable table = new NameTable(1);
        table.put(0, "ada");
        table.drop(0);

        table.put(1, "ada");

        assertThat(table.find("ada")).isEqualTo(1);
        assertThat(table.name(0)).isNull();
    }

    @Test
    void the_longest_name_fits_and_a_chunk_is_filled_to_its_border() {
        NameTable table = new NameTable(1);
        for (int number = 0; number < 5_000; number++) table.put(number, ("é".repeat(253) + "%05d").formatted(number));

        assertThat(table.find("é".repeat(253) + "04321")).isEqualTo(4_321);
    }
}
