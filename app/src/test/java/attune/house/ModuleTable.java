package attune.house;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two places that say which module may import which: the table in ARCHITECTURE.md, and the poms.
final class ModuleTable {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("<artifactId>attune-([a-z]+)</artifactId>");

    private ModuleTable() {}

    /// A row: the packages it names and the modules it may import.
    record Row(Set<String> packages, Set<String> mayImport) {}

    static Map<String, Row> read(Path architecture) {
        return parse(text(architecture));
    }

    /// Rows of the table whose last column is headed "may import".
    static Map<String, Row> parse(String markdown) {
        Map<String, Row> table = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("| module |") && line.endsWith("| may import |")) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                List<String> cells =
                        Arrays.stream(line.split("\\|")).map(String::strip).toList();
                table.put(cells.get(1), new Row(names(cells.get(3)), names(cells.getLast())));
            }
        }
        return table;
    }

    private static Set<String> names(String cell) {
        if (cell.startsWith("(")) return Set.of();
        return Arrays.stream(cell.split(",")).map(String::strip).collect(toCollection(TreeSet::new));
    }

    /// Modules of ours that a pom names, those for tests only left out.
    static Set<String> dependencies(String pom) {
        Set<String> modules = new TreeSet<>();
        Matcher dependency = DEPENDENCY.matcher(pom);
        while (dependency.find()) {
            Matcher ours = OURS.matcher(dependency.group(1));
            if (ours.find() && !dependency.group(1).contains("<scope>test</scope>")) modules.add(ours.group(1));
        }
        return modules;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
