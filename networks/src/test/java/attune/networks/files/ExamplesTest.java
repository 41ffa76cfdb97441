package attune.networks.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.wire.Notebook;
import attune.networks.wire.TraceReferences;
import attune.networks.wire.WireType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the repository shows, works; what its reference lists, exists.
class ExamplesTest {
    private static final Path HOME = home();

    private final Notebook log = new Notebook();

    @Test
    void the_event_lines_are_understood_whole() {
        Path file = HOME.resolve("examples/cyclists.jsonl");
        ImportReport report = run(new JsonLinesFile(file, "import", TraceReferences.NONE));

        assertThat(report.faults()).isEmpty();
        assertThat(report.accepted()).isEqualTo(31);
        assertThat(report.languages().keySet()).containsExactly("de", "en", "fr");
    }

    @Test
    void the_table_is_understood_by_its_mapping() throws IOException {
        String written = Files.readString(HOME.resolve("examples/ratings.mapping.json"), UTF_8);
        Mapping mapping = Mapping.of(Json.parseObject(written));
        var create = new TableFile.Create(new ExternalId("library"), ItemKind.PRODUCT, null);
        ImportReport report = run(new TableFile(HOME.resolve("examples/ratings.csv"), "import", mapping, create));

        assertThat(report.faults()).isEmpty();
        assertThat(report.stated()).containsEntry("acted", 4L);
        assertThat(report.skipped()).containsEntry("outside the bounds of the mapping", 1L);
    }

    @Test
    void the_guide_gives_the_mapping_of_the_example() throws IOException {
        String guide = Files.readString(HOME.resolve("docs/guides/import.md"), UTF_8);
        String mapping = guide.lines()
                .filter(line -> line.contains("--map 'member="))
                .map(line -> line.split("'", -1)[1])
                .findFirst()
                .orElseThrow();
        String written = Files.readString(HOME.resolve("examples/ratings.mapping.json"), UTF_8);
        Mapping read = Mapping.of(Json.parseObject(written));

        assertThat(Mapping.of(mapping, ',', true).fields().keySet())
                .isEqualTo(read.fields().keySet());
    }

    @Test
    void the_reference_lists_every_type_and_every_field() throws IOException {
        String reference = Files.readString(HOME.resolve("docs/reference/events.md"), UTF_8);

        for (WireType type : WireType.values()) {
            assertThat(reference).contains("`" + type.wireName() + "`");
            List<String> missing = type.fields().stream()
                    .filter(field -> !reference.contains("`" + field + "`"))
                    .toList();
            assertThat(missing).as(type.wireName()).isEmpty();
        }
    }

    private ImportReport run(Dataset set) {
        return new Importer(log::takeAll, Limits.STANDARD, Importer.Progress.NONE).run(set);
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md")))
            folder = folder.resolve("..").normalize();
        return folder;
    }
}
