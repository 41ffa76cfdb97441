package attune.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What things and places are called, and what places say about themselves.
final class NameRules {
    private static final Set<String> EMPTY =
            Set.of("util", "utils", "common", "misc", "helper", "helpers", "impl", "base", "manager");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[.$_]");
    private static final Pattern OUTSIDE =
            Pattern.compile("not\\s+here|not\\s+belong|belongs?\\s+(in|to)\\b", Pattern.CASE_INSENSITIVE);

    private NameRules() {}

    static List<String> nouns(House house) {
        Set<String> names = house.classesOf()
                .map(JavaClass::getName)
                .filter(n -> !n.endsWith("package-info"))
                .collect(toCollection(TreeSet::new));
        return names.stream()
                .filter(name -> Arrays.stream(
                                WORDS.split(name.substring(house.root().length())))
                        .anyMatch(word -> EMPTY.contains(word.toLowerCase(Locale.ROOT))))
                .map(name -> name + " has a name that says nothing. Maybe name what it does or holds.")
                .toList();
    }

    static List<String> packageInfo(House house) {
        return house.sources().stream()
                .flatMap(source -> packages(source).stream())
                .flatMap(folder -> fault(folder).stream())
                .toList();
    }

    private static List<Path> packages(Path source) {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> fault(Path folder) {
        String place = House.home().relativize(folder).toString();
        Path file = folder.resolve("package-info.java");
        if (!Files.exists(file)) return List.of(place + " has no package-info.java.");
        String text = ModuleTable.text(file);
        String comment = String.join(
                " ",
                text.lines()
                        .filter(l -> l.startsWith("///"))
                        .map(l -> l.substring(3).strip())
                        .toList());
        if (!text.contains("@NullMarked")) return List.of(place + " is not @NullMarked.");
        if (comment.isBlank()) return List.of(place + " does not say what it is for.");
        if (!OUTSIDE.matcher(comment).find()) return List.of(place + " does not say what does not belong there.");
        return List.of();
    }
}
