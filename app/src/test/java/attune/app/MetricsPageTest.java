package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published page of metrics is what a running node exports: the same names, types, labels and meanings.
class MetricsPageTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (attune_\\w+) (\\w+)$");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (attune_\\w+) (.+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(attune_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(attune_\\w+)` \\| (\\w+) \\| (.*?) \\| (.*?) \\| (.*?) \\|$");
    /// There only where a certificate is.
    private static final String CERTIFICATE = "attune_tls_expires";

    @TempDir
    private Path folder;

    private record Figure(String type, String labels, String meaning) {}

    @Test
    void the_page_tells_each_figure_as_a_running_node_exports_it() throws IOException {
        Map<String, Figure> page = page(Files.readString(path()));
        assertThat(page).containsKey(CERTIFICATE);
        page.remove(CERTIFICATE);

        assertThat(page).as("docs/reference/metrics.md").isEqualTo(exported(figures()));
    }

    @Test
    void every_row_says_what_to_watch_for() throws IOException {
        Matcher row = ROW.matcher(Files.readString(path()));
        while (row.find()) assertThat(row.group(5)).as(row.group(1)).isNotBlank();
    }

    @Test
    void a_figure_that_is_missing_on_the_page_or_told_otherwise_is_found() {
        String exported =
                "# HELP attune_a_total Some.\n# TYPE attune_a_total counter\nattune_a_total{outcome=\"b\"} 1.0\n";

        assertThat(exported(exported)).isEqualTo(page("| `attune_a_total` | counter | outcome | Some. | rises |\n"));
        assertThat(exported(exported)).isNotEqualTo(page("| `attune_a_total` | counter | | Some. | rises |\n"));
        assertThat(exported(exported)).isNotEqualTo(page(""));
    }

    private String figures() {
        try (RunningNode node = RunningNode.open(folder)) {
            node.tell(Village.joined("ada", "Ada"), Village.joined("bob", "Bob"), Village.post("bob", "b", "Rain"));
            node.slate("ada");
            return node.get("", "/metrics").is(200).text();
        }
    }

    /// The longest of each histogram is a family of its own there and a sentence on the page.
    private static Map<String, Figure> exported(String text) {
        Map<String, String> help = pairs(HELP, text);
        Map<String, String> types = pairs(TYPE, text);
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            String name = sample.group(1).replaceFirst("_(bucket|count|sum)$", "");
            Set<String> own =
                    labels.computeIfAbsent(types.containsKey(name) ? name : sample.group(1), _ -> new TreeSet<>());
            LABEL.matcher(sample.group(2)).results().forEach(label -> own.add(label.group(1)));
        }
        Map<String, Figure> figures = new TreeMap<>();
        types.forEach((name, type) -> {
            if (types.containsKey(name.replaceFirst("_max$", "")) && name.endsWith("_max")) return;
            String own = labels.getOrDefault(name, Set.of()).stream()
                    .filter(label -> !Set.of("community", "le").contains(label))
                    .collect(Collectors.joining(" "));
            figures.put(name, new Figure(type, own, help.getOrDefault(name, "")));
        });
        return figures;
    }

    private static Map<String, String> pairs(Pattern pattern, String text) {
        Map<String, String> pairs = new TreeMap<>();
        pattern.matcher(text).results().forEach(pair -> pairs.put(pair.group(1), pair.group(2)));
        return pairs;
    }

    private static Map<String, Figure> page(String text) {
        Map<String, Figure> figures = new TreeMap<>();
        ROW.matcher(text.replace("| |", "|  |"))
                .results()
                .forEach(row -> figures.put(
                        row.group(1), new Figure(row.group(2), row.group(3).strip(), row.group(4))));
        return figures;
    }

    private static Path path() {
        return Path.of("").toAbsolutePath().resolveSibling("docs/reference/metrics.md");
    }
}
