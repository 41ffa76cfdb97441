package attune.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds every file of the repository to the tidy rules, and each rule to a fault planted for it.
class TidyTest {
    private static final List<Page> PAGES = Page.all();

    private static final Map<String, List<Page>> FAULTS = Map.of(
            "columns", List.of(page("x/Wide.java", "x".repeat(121)), page("wide.md", "x".repeat(121))),
            "length", List.of(page("x/Long.java", "x\n".repeat(401)), page("x/big.json", "x".repeat(1_000_001))),
            "nothing unfinished", List.of(page("x/Later.java", "// TO" + "DO: later"), page("x.md", "FIX" + "ME")),
            "nothing skipped",
                    List.of(
                            page("x/src/test/java/ATest.java", "@Dis" + "abled class ATest {}"),
                            page("x/src/test/java/BTest.java", "Thread.sle" + "ep(100);"),
                            page("x/src/test/java/CTest.java", "assu" + "meTrue(dataIsThere());")),
            "nothing of this machine",
                    List.of(
                            page("x/A.java", "Path.of(\"/ro" + "ot/data\")"),
                            page("x/package-lock.json", "https://regis" + "try.npm" + "js.org/svelte"),
                            page("x/run.sh", "cd ../sha" + "red/data")),
            "links lead somewhere",
                    List.of(
                            page("x.md", "[gone](docs/gone.md)"),
                            page("y.md", "# Here\n[there](#there)"),
                            page("z.md", "[no such part](README.md#no-such-part)")),
            "nothing dead", List.of(page("x/Empty.java", ""), page("x/A.java.orig", "class A {}")));

    private static Page page(String path, String text) {
        return new Page(path, text);
    }

    @TestFactory
    Stream<DynamicTest> every_file_is_tidy() {
        return TidyRules.ALL.stream()
                .map(rule -> dynamicTest(
                        rule.name(),
                        () -> assertThat(PAGES.stream()
                                        .filter(p ->
                                                TidyRules.EXEMPTIONS.stream().noneMatch(e -> e.covers(rule, p)))
                                        .flatMap(p -> rule.violations().apply(p).stream()))
                                .as("%s: %s", rule.name(), rule.reason())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_finds_each_planted_fault() {
        return TidyRules.ALL.stream()
                .map(rule -> dynamicTest(rule.name(), () -> {
                    List<Page> planted = FAULTS.getOrDefault(rule.name(), List.of());

                    assertThat(planted)
                            .isNotEmpty()
                            .allSatisfy(p -> assertThat(rule.violations().apply(p))
                                    .singleElement()
                                    .asString()
                                    .startsWith(p.path()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_exemption_is_still_needed() {
        return TidyRules.EXEMPTIONS.stream()
                .map(exemption -> dynamicTest(exemption.path(), () -> {
                    Stream<String> covered = TidyRules.ALL.stream()
                            .flatMap(rule -> PAGES.stream()
                                    .filter(p -> exemption.covers(rule, p))
                                    .flatMap(p -> rule.violations().apply(p).stream()));

                    assertThat(covered).as(exemption.sentence()).isNotEmpty();
                }));
    }

    @Test
    void a_good_page_breaks_nothing() {
        Page good =
                page("docs/good.md", "# Good\n[itself](#good), [home](../README.md), https://example.org/ro" + "ot/");

        assertThat(TidyRules.ALL)
                .allSatisfy(rule -> assertThat(rule.violations().apply(good)).isEmpty());
    }

    @Test
    void the_walk_sees_the_launcher_the_lanes_and_the_sources() {
        List<String> paths = PAGES.stream().map(Page::path).toList();

        assertThat(paths)
                .contains("attune", "lanes/crash", "GLOSSARY.md", "app/src/test/java/attune/house/TidyTest.java");
    }
}
