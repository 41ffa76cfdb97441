package attune.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The lines of a settings file, not yet understood: `key = value`, dotted keys in lower case, whole lines of comment
/// after `#`. Options of the command line lie over it and win.
public final class SettingsFile {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

    /// One line.
    ///
    /// @param place  where it stands, for messages: `attune.conf:12` or `--port`
    /// @param folder what a relative path in it is relative to; empty for where the command was given
    record Line(String key, String value, String place, Path folder) {}

    private final Map<String, Line> lines;

    private SettingsFile(Map<String, Line> lines) {
        this.lines = lines;
    }

    /// No line at all: every default.
    public static SettingsFile empty() {
        return new SettingsFile(Map.of());
    }

    /// @throws SettingsException when a line is not `key = value`, or a key is there twice
    public static SettingsFile read(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return parse(String.valueOf(file.getFileName()), text, folder == null ? Path.of("") : folder);
        } catch (NoSuchFileException missing) {
            throw new SettingsException(
                    List.of("There is no file " + file + ". Without --config, every setting has its default."));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The settings file " + file + " cannot be read ("
                            + failed.getClass().getSimpleName()
                            + "). Maybe it is a folder, not UTF-8, or its owner is somebody else?",
                    failed);
        }
    }

    /// @param name what messages call the file
    static SettingsFile parse(String name, String text, Path folder) {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            String place = name + ":" + number;
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!KEY.matcher(key).matches()) {
                faults.add(place + " is no setting. Write key = value, with a key of lower-case words and dots;"
                        + " comments begin with #.");
                continue;
            }
            Line before = lines.putIfAbsent(
                    key, new Line(key, line.substring(equals + 1).strip(), place, folder));
            if (before != null) faults.add(place + " sets " + key + " again, after " + before.place + ". Keep one.");
        }
        if (!faults.isEmpty()) throw new SettingsException(faults);
        return new SettingsFile(lines);
    }

    /// With a value from elsewhere, which wins over the file's.
    ///
    /// @param place what messages call it, such as `--port`
    public SettingsFile with(String key, String value, String place) {
        Map<String, Line> more = new LinkedHashMap<>(lines);
        more.put(key, new Line(key, value, place, Path.of("")));
        return new SettingsFile(more);
    }

    Map<String, Line> lines() {
        return lines;
    }
}
