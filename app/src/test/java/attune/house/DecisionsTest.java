package attune.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Holds the decision records to their form, so that each says its price and what would change our mind.
class DecisionsTest {
    private static final List<String> PARTS =
            List.of("**Context.**", "**Decision.**", "**Rejected.**", "**Price.**", "**What would change our mind.**");

    @Test
    void each_record_has_its_five_parts_in_order() {
        assertThat(records())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(missing(ModuleTable.text(record.toPath())))
                        .as(record.getName())
                        .isEmpty());
    }

    @Test
    void a_record_without_a_price_is_found() {
        String cheap = "# 0099 Do it\n**Context.** a **Decision.** b **Rejected.** c **What would change our mind.** d";

        assertThat(missing(cheap)).containsExactly("**Price.**");
    }

    @Test
    void records_are_numbered_without_a_gap_and_listed() {
        List<String> names = records().stream().map(File::getName).toList();
        String list = ModuleTable.text(House.home().resolve("docs/decisions/README.md"));

        assertThat(names.stream().map(name -> name.substring(0, 4)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, names.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
        assertThat(names).allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
    }

    private static List<String> missing(String text) {
        int[] from = {0};
        return PARTS.stream()
                .filter(part -> {
                    int at = text.indexOf(part, from[0]);
                    if (at >= 0) from[0] = at;
                    return at < 0;
                })
                .toList();
    }

    private static List<File> records() {
        File[] files = House.home()
                .resolve("docs/decisions")
                .toFile()
                .listFiles((folder, name) -> name.matches("\\d{4}-[a-z0-9-]+\\.md"));
        return files == null ? List.of() : Arrays.stream(files).sorted().toList();
    }
}
