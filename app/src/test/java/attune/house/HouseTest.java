package attune.house;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the whole project to its house rules, and each rule to its own planted fault.
class HouseTest {
    private static final House OURS = House.ours();
    private static final House PLANTED = House.planted();

    /// What each rule must find in the faulty house; a rule that finds nothing there proves nothing here.
    private static final Map<String, List<String>> FAULTS = Map.ofEntries(
            Map.entry("floors", List.of("fault.store.LooksUp")),
            Map.entry("no circles", List.of("fault.feed.here needs itself", "fault.feed.there needs itself")),
            Map.entry("doors", List.of("fault.app.Intruder")),
            Map.entry(
                    "pure functions",
                    List.of(
                            "fault.algorithms.Impure.reads",
                            "fault.algorithms.Impure.waits",
                            "fault.model.item.Attic")),
            Map.entry("nouns", List.of("fault.model.item.Attic is neither")),
            Map.entry("pure stages", List.of("fault.feed.stage.ReadingFilter reaches java.nio.file.Files")),
            Map.entry("one keeper per library", List.of("fault.feed.stage.KnowsCommands", "picocli")),
            Map.entry("web at the door", List.of("fault.feed.stage.KnowsHttp")),
            Map.entry(
                    "no ambient input",
                    List.of("System.nanoTime", "java.util.Random.", "Instant.now", "System.currentTimeMillis")),
            Map.entry(
                    "no static mutable state",
                    List.of("Shared.counter is static and not", "Shared.TABLE is a static array", "Shared.CACHE")),
            Map.entry(
                    "forgettable and disclosing",
                    List.of("Elephant has a forget that does nothing", "Elephant has a disclose that does nothing")),
            Map.entry(
                    "grants from one issuer",
                    List.of("fault.feed.stage.Forger.forge", "fault.feed.stage.Forger.refer")),
            Map.entry(
                    "every package says what it is for",
                    List.of("fault/silent has no package-info", "fault/mumbling does not say what does not")),
            Map.entry("find the noun", List.of("fault.util.Thing", "fault.model.item.ItemManager")));

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_rules() {
        return HouseRules.ALL.stream()
                .map(rule -> dynamicTest(
                        rule.name(),
                        () -> assertThat(remaining(rule))
                                .as("%s: %s", rule.name(), rule.reason())
                                .isEmpty()));
    }

    private static List<String> remaining(HouseRule rule) {
        return rule.violations().apply(OURS).stream()
                .filter(v -> HouseRules.EXEMPTIONS.stream().noneMatch(e -> e.covers(rule, v)))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> each_rule_finds_its_planted_fault() {
        return HouseRules.ALL.stream()
                .map(rule -> dynamicTest(rule.name(), () -> {
                    String found = String.join("\n", rule.violations().apply(PLANTED));

                    assertThat(found)
                            .contains(FAULTS.getOrDefault(rule.name(), List.of("no fault is planted for this rule")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_exemption_is_still_needed() {
        return HouseRules.EXEMPTIONS.stream()
                .map(exemption -> dynamicTest(exemption.spot(), () -> {
                    Stream<String> covered = HouseRules.ALL.stream()
                            .flatMap(rule ->
                                    rule.violations().apply(OURS).stream().filter(v -> exemption.covers(rule, v)));

                    assertThat(covered).as(exemption.sentence()).isNotEmpty();
                }));
    }

    @Test
    void every_module_below_the_assembly_was_inspected() {
        Set<String> inspected = OURS.classesOf().map(OURS::module).collect(toCollection(TreeSet::new));

        assertThat(inspected).containsAll(modulesWithCode());
    }

    /// A rule that speaks of a class by a name it no longer has would pass for ever.
    @Test
    void the_types_that_rules_speak_of_exist() {
        List<String> names = OURS.classesOf().map(JavaClass::getName).toList();

        assertThat(names)
                .contains(
                        "attune.pipeline.stage.Stage$Filter",
                        "attune.pipeline.stage.Stage$Scorer",
                        "attune.pipeline.stage.Stage$Selector",
                        "attune.store.projection.Projection",
                        "attune.model.policy.Grant");
    }

    /// Benchmarks are built after the assembly, so an inspection from the assembly may precede them.
    private static List<String> modulesWithCode() {
        return OURS.table().keySet().stream()
                .filter(m -> !m.equals("benchmarks"))
                .filter(m -> Files.isDirectory(House.home().resolve(m).resolve("src/main/java")))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> poms_equal_the_table_in_architecture() {
        return OURS.table().entrySet().stream()
                .map(row -> dynamicTest(row.getKey(), () -> {
                    String pom =
                            ModuleTable.text(House.home().resolve(row.getKey()).resolve("pom.xml"));

                    assertThat(ModuleTable.dependencies(pom))
                            .isEqualTo(row.getValue().mayImport());
                }));
    }

    @TestFactory
    Stream<DynamicTest> packages_equal_the_table_in_architecture() {
        return OURS.table().entrySet().stream()
                .map(row -> dynamicTest(row.getKey(), () -> {
                    String module = row.getKey();
                    Path rooms = House.home()
                            .resolve(module)
                            .resolve("src/main/java/attune")
                            .resolve(module);

                    assertThat(folders(rooms)).isEqualTo(row.getValue().packages());
                }));
    }

    private static Set<String> folders(Path place) {
        File[] files = place.toFile().listFiles(File::isDirectory);
        return files == null ? Set.of() : Stream.of(files).map(File::getName).collect(toCollection(TreeSet::new));
    }

    @Test
    void every_module_has_a_row_in_the_table() {
        String pom = ModuleTable.text(House.home().resolve("pom.xml"));
        List<String> modules = pom.lines()
                .filter(l -> l.strip().startsWith("<module>"))
                .map(l -> l.strip().replaceAll("</?module>", ""))
                .toList();

        assertThat(OURS.table().keySet()).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void a_pom_with_one_arrow_too_many_differs_from_its_row() {
        Map<String, ModuleTable.Row> table = ModuleTable.parse("""
                | module | holds | packages | may import |
                |---|---|---|---|
                | feed | posts | stage | store, model |
                """);
        String pom = """
                <dependency><artifactId>attune-store</artifactId></dependency>
                <dependency><artifactId>attune-model</artifactId></dependency>
                <dependency><artifactId>attune-ads</artifactId></dependency>
                <dependency><artifactId>attune-testkit</artifactId><scope>test</scope></dependency>
                """;

        assertThat(table).containsOnlyKeys("feed");
        assertThat(table).containsEntry("feed", new ModuleTable.Row(Set.of("stage"), Set.of("model", "store")));
        assertThat(ModuleTable.dependencies(pom)).containsExactly("ads", "model", "store");
    }

    @Test
    void every_excluded_tag_is_a_lane_and_every_tagged_lane_is_excluded() {
        String pom = ModuleTable.text(House.home().resolve("pom.xml"));
        String list = pom.replaceAll("(?s).*<attune.lanes>(.*?)</attune.lanes>.*", "$1");

        assertThat(list.split(","))
                .allSatisfy(tag ->
                        assertThat(House.home().resolve("lanes").resolve(tag)).exists());
        assertThat(list.split(",")).containsAll(taggedLanes());
    }

    /// A tag that nobody runs would hide its tests from everybody.
    @Test
    void every_tag_in_a_test_is_a_lane_or_says_slow() {
        String pom = ModuleTable.text(House.home().resolve("pom.xml"));
        List<String> known =
                List.of((pom.replaceAll("(?s).*<attune.lanes>(.*?)</attune.lanes>.*", "$1") + ",slow").split(","));

        assertThat(Page.all().stream().flatMap(HouseTest::tags)).isSubsetOf(known);
        assertThat(tags(new Page("x/src/test/java/XTest.java", "@T" + "ag(\"mystery\")")))
                .containsExactly("mystery");
    }

    private static Stream<String> tags(Page page) {
        if (!page.path().contains("/src/test/")) return Stream.of();
        return Pattern.compile("@Tag\\(\"([^\"]+)\"\\)")
                .matcher(page.text())
                .results()
                .map(m -> m.group(1));
    }

    private static List<String> taggedLanes() {
        Path lanes = House.home().resolve("lanes");
        return Stream.of(lanes.toFile().listFiles())
                .filter(file -> ModuleTable.text(file.toPath()).contains("--tagged " + file.getName()))
                .map(file -> file.getName())
                .toList();
    }
}
