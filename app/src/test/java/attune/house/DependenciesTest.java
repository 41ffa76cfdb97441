package attune.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import attune.app.release.BillOfMaterials;
import attune.app.release.Shipped;
import attune.app.release.Shipped.Library;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is shipped is what somebody looked at: each library in the one version that was reviewed, and all of them in
/// the bill of materials. It knows no advisories; docs/guides/deploying.md says what it is not.
class DependenciesTest {
    private static final Path REVIEWED = House.home().resolve("app/src/test/resources/house/dependencies.txt");
    private static final Pattern LOCKED = Pattern.compile(
            "^    \"(?:[^\"]*/)?node_modules/([^\"]+)\": \\{\\s+\"version\": \"([^\"]+)\"", Pattern.MULTILINE);

    /// One line of the list: what, in which version, looked at when.
    private record Reviewed(String name, String version, String date) {}

    private static List<Reviewed> reviewed() {
        return ModuleTable.text(REVIEWED)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(parts -> new Reviewed(parts[0], parts[1], parts[2]))
                .toList();
    }

    /// All that the build resolved: jars that run, and every npm package, since those that build the pages see them
    /// too.
    private static Map<String, Set<String>> resolved() throws IOException {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (Library library : Shipped.in(House.home())) {
            if (!library.group().isEmpty()) note(versions, library.noticed(), library.version());
        }
        LOCKED.matcher(ModuleTable.text(House.home().resolve("console/web/package-lock.json")))
                .results()
                .forEach(locked -> note(versions, "npm:" + locked.group(1), locked.group(2)));
        return versions;
    }

    private static void note(Map<String, Set<String>> versions, String name, String version) {
        versions.computeIfAbsent(name, _ -> new TreeSet<>()).add(version);
    }

    private static List<String> faults(Map<String, Set<String>> resolved, List<Reviewed> reviewed) {
        Map<String, Set<String>> known = reviewed.stream()
                .collect(groupingBy(
                        Reviewed::name, TreeMap::new, mapping(Reviewed::version, toCollection(TreeSet::new))));
        List<String> faults = new ArrayList<>();
        resolved.forEach((name, versions) -> {
            if (versions.size() > 1 && !name.startsWith("npm:")) {
                faults.add(name + " is there twice: " + new TreeSet<>(versions));
            }
            for (String version : versions) {
                if (version.contains("SNAPSHOT")) faults.add(name + " " + version + " may change tomorrow");
                if (!known.getOrDefault(name, Set.of()).contains(version)) {
                    faults.add(name + " " + version + " was not reviewed");
                }
            }
        });
        for (Reviewed line : reviewed) {
            if (!resolved.getOrDefault(line.name(), Set.of()).contains(line.version())) {
                faults.add(line.name() + " " + line.version() + " is on the list and not in the build");
            }
            if (!line.date().matches("20\\d\\d-\\d\\d-\\d\\d"))
                faults.add(line.name() + " lacks the date of its review");
        }
        return faults;
    }

    @Test
    void every_version_was_reviewed_and_the_list_holds_no_other() throws IOException {
        assertThat(faults(resolved(), reviewed())).isEmpty();
    }

    @Test
    void an_unknown_a_doubled_and_a_left_over_version_are_found() {
        List<Reviewed> list = List.of(new Reviewed("a:a", "1", "2026-11-25"), new Reviewed("a:gone", "1", "yesterday"));

        assertThat(faults(Map.of("a:a", Set.of("1", "2"), "a:b", Set.of("1-SNAPSHOT")), list))
                .containsExactlyInAnyOrder(
                        "a:a is there twice: [1, 2]",
                        "a:a 2 was not reviewed",
                        "a:b 1-SNAPSHOT may change tomorrow",
                        "a:b 1-SNAPSHOT was not reviewed",
                        "a:gone 1 is on the list and not in the build",
                        "a:gone lacks the date of its review");
    }

    @Test
    void the_bill_names_everything_that_the_notice_names_and_nothing_else() throws IOException {
        JsonObject bill = bill(Shipped.in(House.home()));

        assertThat(bill.text("specVersion")).isEqualTo("1.6");
        assertThat(names(bill)).isEqualTo(noticed());
        assertThat(bill.objects("components")).allSatisfy(component -> {
            assertThat(component.has("licenses")).as(component.text("name")).isTrue();
            if (component.text("type").equals("library")) {
                assertThat(component.objects("hashes").getFirst().text("content"))
                        .matches("[0-9a-f]{64}|[0-9a-f]{128}");
            }
        });
    }

    @Test
    void a_bill_that_lacks_one_library_is_incomplete() throws IOException {
        List<Library> libraries = new ArrayList<>(Shipped.in(House.home()));
        libraries.removeFirst();

        assertThat(names(bill(libraries))).isNotEqualTo(noticed());
    }

    @Test
    void the_same_build_gives_the_same_bill() throws IOException {
        List<Library> libraries = Shipped.in(House.home());

        assertThat(BillOfMaterials.of("1", "25", libraries)).isEqualTo(BillOfMaterials.of("1", "25", libraries));
        assertThat(BillOfMaterials.of("1", "25", libraries))
                .isNotEqualTo(BillOfMaterials.of("1", "25", libraries.subList(1, libraries.size())));
    }

    private static JsonObject bill(List<Library> libraries) {
        byte[] json = BillOfMaterials.of("1", "25", libraries).getBytes(StandardCharsets.UTF_8);
        return Json.parseObject(json, JsonLimits.STANDARD.withBytes(1 << 24));
    }

    private static Set<String> names(JsonObject bill) {
        return bill.objects("components").stream()
                .filter(component -> component.text("type").equals("library"))
                .map(component -> component.findText("group").orElse("npm") + ":" + component.text("name"))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> noticed() {
        return Pattern.compile("^  (\\S+:\\S+) +.+$", Pattern.MULTILINE)
                .matcher(ModuleTable.text(House.home().resolve("NOTICE")))
                .results()
                .map(line -> line.group(1))
                .collect(toCollection(TreeSet::new));
    }
}
