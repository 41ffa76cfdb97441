package attune.house;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds what we ship to our licence list: each library on the run-time class path has an allowed licence by
/// its own pom (or its parent's), and stands with it in NOTICE.
class LicenceTest {
    private static final Pattern LICENCES = Pattern.compile("<licenses>(.*?)</licenses>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<name>(.*?)</name>", Pattern.DOTALL);
    private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);
    private static final Pattern NOTICE_LINE = Pattern.compile("^  (\\S+:\\S+) +(.+)$", Pattern.MULTILINE);

    private static final Pattern NPM_PACKAGE = Pattern.compile(
            "^    \"(?:[^\"]*/)?node_modules/([^\"]+)\": \\{(.*?)^    }", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern NPM_LICENCE = Pattern.compile("\"license\": \"([^\"]+)\"");

    /// What a pom may say, and what we call it. A licence that no line matches is not allowed.
    private static final List<Map.Entry<Pattern, String>> ALLOWED = List.of(
            Map.entry(pattern("apache.*2"), "Apache-2.0"),
            Map.entry(pattern("^(the )?mit( license)?$"), "MIT"),
            Map.entry(pattern("bsd|eclipse distribution license|^isc$"), "BSD"),
            Map.entry(pattern("eclipse public license|^epl"), "EPL-2.0"),
            Map.entry(pattern("mozilla public license.*2|^mpl"), "MPL-2.0"),
            Map.entry(pattern("public domain|cc0"), "Public-Domain"));

    @Test
    void every_library_we_ship_has_an_allowed_licence_and_stands_in_the_notice() {
        Map<String, String> shipped =
                libraries().stream().collect(toMap(Jar::name, LicenceTest::licence, (a, b) -> a, TreeMap::new));

        assertThat(shipped).isNotEmpty();
        assertThat(shipped.entrySet()).noneMatch(library -> library.getValue().contains("not allowed"));
        Map<String, String> noticed = notice();
        noticed.keySet().removeIf(name -> name.startsWith("npm:"));
        assertThat(noticed).isEqualTo(shipped);
    }

    /// Most of these only build the pages; the few whose code is in them stand in NOTICE as `npm:` lines.
    @Test
    void every_package_the_pages_are_built_with_has_an_allowed_licence() {
        Map<String, String> packages = npmPackages();

        assertThat(packages).containsKey("npm:svelte");
        assertThat(packages.entrySet()).noneMatch(p -> p.getValue().startsWith("not allowed"));
        Map<String, String> noticed = notice();
        noticed.keySet().removeIf(name -> !name.startsWith("npm:"));
        assertThat(noticed).isNotEmpty();
        assertThat(packages).containsAllEntriesOf(noticed);
    }

    private static Map<String, String> npmPackages() {
        String lock = ModuleTable.text(House.home().resolve("console/web/package-lock.json"));
        return NPM_PACKAGE
                .matcher(lock)
                .results()
                .collect(toMap(m -> "npm:" + m.group(1), m -> allowed(inside(m.group(2))), (a, b) -> a, TreeMap::new));
    }

    private static String inside(String description) {
        Matcher licence = NPM_LICENCE.matcher(description);
        return licence.find() ? licence.group(1) : "no licence is named";
    }

    @Test
    void a_licence_that_is_not_on_the_list_is_found() {
        assertThat(allowed("GNU General Public License, version 2"))
                .isEqualTo("not allowed: GNU General Public License, version 2");
        assertThat(allowed("Server Side Public License")).startsWith("not allowed");
        assertThat(allowed("Apache License, Version 2.0")).isEqualTo("Apache-2.0");
        assertThat(allowed("The MIT License")).isEqualTo("MIT");
        assertThat(choose(Set.of("not allowed: GPL", "Apache-2.0"))).isEqualTo("Apache-2.0");
        assertThat(choose(Set.of())).isEqualTo("not allowed: no licence is named");
    }

    /// A jar in the local repository: `<repository>/<group as
    /// folders>/<artifact>/<version>/<artifact>-<version>.jar`.
    private record Jar(Path repository, String group, String artifact, String version) {
        static Jar of(Path file, Path repository) {
            Path inside = repository.relativize(file);
            int names = inside.getNameCount();
            String group = inside.subpath(0, names - 3).toString().replace(File.separatorChar, '.');
            return new Jar(
                    repository,
                    group,
                    inside.getName(names - 3).toString(),
                    inside.getName(names - 2).toString());
        }

        String name() {
            return group + ":" + artifact;
        }

        String pom() {
            Path folder = repository
                    .resolve(group.replace('.', '/'))
                    .resolve(artifact)
                    .resolve(version);
            return ModuleTable.text(folder.resolve(artifact + "-" + version + ".pom"));
        }
    }

    private static List<Jar> libraries() {
        String path =
                ModuleTable.text(House.home().resolve("app/target/classpath")).strip();
        List<String> jars = Arrays.stream(path.split(File.pathSeparator))
                .filter(p -> p.endsWith(".jar") && !p.startsWith(House.home().toString()))
                .toList();
        Path repository = jars.stream()
                .filter(jar -> jar.contains("jspecify"))
                .map(jar -> Path.of(jar.substring(0, jar.indexOf("org" + File.separator + "jspecify"))))
                .findFirst()
                .orElseThrow();
        return jars.stream().map(jar -> Jar.of(Path.of(jar), repository)).toList();
    }

    private static String licence(Jar jar) {
        String pom = jar.pom();
        Matcher licences = LICENCES.matcher(pom);
        if (licences.find()) {
            return choose(NAME.matcher(licences.group(1))
                    .results()
                    .map(m -> allowed(m.group(1)))
                    .collect(toCollection(TreeSet::new)));
        }
        Matcher parent = PARENT.matcher(pom);
        if (!parent.find()) return choose(Set.of());
        String block = parent.group(1);
        return licence(new Jar(
                jar.repository(), inside(block, "groupId"), inside(block, "artifactId"), inside(block, "version")));
    }

    private static String inside(String xml, String tag) {
        return xml.replaceAll("(?s).*<" + tag + ">(.*?)</" + tag + ">.*", "$1").strip();
    }

    /// Several licences in a pom are a choice; we take the first allowed one.
    private static String choose(Set<String> licences) {
        return licences.stream()
                .filter(licence -> !licence.startsWith("not allowed"))
                .sorted()
                .findFirst()
                .orElseGet(() -> licences.stream().findFirst().orElse("not allowed: no licence is named"));
    }

    private static String allowed(String name) {
        String clean = name.strip().replaceAll("\\s+", " ");
        return ALLOWED.stream()
                .filter(licence -> licence.getKey().matcher(clean).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("not allowed: " + clean);
    }

    private static Map<String, String> notice() {
        return NOTICE_LINE
                .matcher(ModuleTable.text(House.home().resolve("NOTICE")))
                .results()
                .collect(toMap(m -> m.group(1), m -> m.group(2), (a, b) -> a, TreeMap::new));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
