package attune.app.config;

import attune.app.config.SettingsFile.Line;
import attune.http.json.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One pass of all rooms over one file: which keys were declared, which lines were taken, what was wrong. One thread.
final class Reading {
    private final Map<String, Line> lines;
    private final Environment environment;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, String> retired = new LinkedHashMap<>();
    private final Map<String, String> effective = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Reading(SettingsFile file, Environment environment) {
        this.lines = file.lines();
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    @Nullable
    Line take(String key, Declared as) {
        Declared before = declared.putIfAbsent(as.key(), as);
        if (before != null && !before.equals(as)) {
            throw new IllegalStateException("Two rooms declare the setting " + as.key() + ".");
        }
        taken.add(key);
        effective.put(key, lines.containsKey(key) ? lines.get(key).value() : as.absent());
        return lines.get(key);
    }

    void retire(String key, String instead) {
        retired.put(key, instead);
        taken.add(key);
        Line line = lines.get(key);
        if (line != null) faults.add(line.place() + " sets " + key + ", which is retired: " + instead);
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    /// The names between a prefix and the rest of a key, in the order of the file.
    List<String> names(String prefix) {
        return lines.keySet().stream()
                .filter(key -> key.startsWith(prefix + ".") && key.indexOf('.', prefix.length() + 1) > 0)
                .map(key -> key.substring(prefix.length() + 1, key.indexOf('.', prefix.length() + 1)))
                .distinct()
                .toList();
    }

    List<Declared> declared() {
        return List.copyOf(declared.values());
    }

    /// What holds, key by key, as a file would say it.
    Map<String, String> effective() {
        return new LinkedHashMap<>(effective);
    }

    /// @throws SettingsException when a line was not understood or no room took it
    void finish() {
        for (Line line : lines.values()) {
            if (!taken.contains(line.key())) faults.add(unknown(line));
        }
        if (!faults.isEmpty()) throw new SettingsException(faults);
    }

    /// Says nothing of the value: behind a misspelt key may be a secret.
    private String unknown(Line line) {
        Optional<String> nearest = NearestName.of(line.key(), taken);
        return line.place() + " sets " + line.key() + ", which no room knows. "
                + nearest.map(name -> "Did you mean " + name + "?").orElse("./attune settings lists all keys.");
    }
}
