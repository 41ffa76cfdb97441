package attune.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A house to be inspected: our own, or the small faulty one planted in `fault`. Classes below `root` are ours;
/// the first package under it names the module.
record House(String root, JavaClasses classes, List<Path> sources, Map<String, ModuleTable.Row> table) {

    /// Modules with the doors `stage` and `api`. Adapters have neither: `networks` speaks formats, not routes.
    static final Set<String> WINGS = Set.of("feed", "member", "privacy");

    /// The house we live in: the main classes of every module that has been compiled, `app` and all below it for
    /// certain.
    static House ours() {
        return Ours.HOUSE;
    }

    /// Reading some hundred class files takes seconds, so it is done once for all tests.
    private static final class Ours {
        static final House HOUSE = readOurs();
    }

    private static House readOurs() {
        Path home = home();
        List<Path> modules =
                folders(home).filter(f -> Files.exists(f.resolve("pom.xml"))).toList();
        List<Path> compiled = modules.stream()
                .map(m -> m.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
        return new House(
                "attune.",
                new ClassFileImporter().importPaths(compiled),
                modules.stream()
                        .map(m -> m.resolve("src/main/java"))
                        .filter(Files::isDirectory)
                        .toList(),
                ModuleTable.read(home.resolve("ARCHITECTURE.md")));
    }

    /// The faulty house: each class in it breaks one rule.
    static House planted() {
        Path tests = home().resolve("app/target/test-classes/attune/house/fault");
        return new House(
                "attune.house.fault.",
                new ClassFileImporter().importPaths(tests),
                List.of(home().resolve("app/src/test/java/attune/house/fault")),
                ModuleTable.read(home().resolve("ARCHITECTURE.md")));
    }

    /// The folder of the whole project, wherever the tests were started.
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
            if (folder == null) throw new IllegalStateException("No ARCHITECTURE.md above the working folder.");
        }
        return folder;
    }

    private static Stream<Path> folders(Path home) {
        try (Stream<Path> all = Files.list(home)) {
            return all.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(root);
    }

    /// Our classes in the given modules, or in all of them if none is given.
    Stream<JavaClass> classesOf(String... modules) {
        Set<String> asked = Set.of(modules);
        return classes.stream().filter(this::isOurs).filter(c -> asked.isEmpty() || asked.contains(module(c)));
    }

    String module(JavaClass type) {
        return inside(type).split("\\.", 2)[0];
    }

    /// The package within its module, such as `stage`; empty for the module's root package.
    String room(JavaClass type) {
        String[] parts = inside(type).split("\\.", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    private String inside(JavaClass type) {
        return type.getPackageName().substring(root.length());
    }
}
