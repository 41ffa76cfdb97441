package attune.app.surface;

import static org.assertj.core.api.Assertions.assertThat;

import attune.pipeline.trace.Trace;
import attune.testkit.sample.Village;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A trace as readable text, compared with the file kept in the repository. Run the tests with
/// `-Dattune.golden=write` to write the files anew, and say in the commit why the ranking changed.
final class GoldenTrace {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenTrace() {}

    static void matches(String surface, String name, String text) {
        Path file = FOLDER.resolve(surface).resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("attune.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as("the golden trace " + file).isEqualTo(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException("Maybe the golden file is missing: run with -Dattune.golden=write.", failed);
        }
    }

    /// What decides the answer; durations, the trace's id and the digest of the pipeline are left out.
    static String text(Village village, Trace trace) {
        StringBuilder text = new StringBuilder();
        text.append(trace.surface()).append(trace.profiled() ? " (profiled)" : " (not profiled)");
        text.append(", values ").append(trace.versions().values());
        text.append(", model ").append(trace.versions().model()).append("\n\nstages\n");
        for (Trace.StageRun stage : trace.stages()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-15s %-18s %4d -> %4d  %s\n",
                    stage.kind(),
                    stage.name(),
                    stage.in(),
                    stage.out(),
                    stage.status()));
        }
        text.append("\nremovals\n");
        for (Trace.RemovalCount removal : trace.removals()) {
            text.append(
                    String.format(Locale.ROOT, "  %-18s %-18s %d\n", removal.stage(), removal.code(), removal.count()));
        }
        text.append("\nrows\n");
        for (Trace.Row row : trace.rows()) row(village, trace, row, text);
        return text.toString();
    }

    private static void row(Village village, Trace trace, Trace.Row row, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "  %d. %s from %s, propensity %.3f%s\n",
                row.position() + 1,
                village.name(row.item()),
                String.join(", ", row.sources()),
                row.propensity(),
                row.exploration() ? ", exploring" : ""));
        for (String column : trace.columns()) {
            if (column.startsWith("objection-")) continue;
            text.append(String.format(Locale.ROOT, "       %-22s %.4f\n", column, trace.value(row, column)));
        }
    }
}
