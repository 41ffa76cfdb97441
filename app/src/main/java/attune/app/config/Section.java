package attune.app.config;

import attune.app.config.SettingsFile.Line;
import attune.http.auth.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The settings under one prefix, for the room that reads them. Reading a key is declaring it: each is named once, with
/// its type, default, range and meaning, and the reference page and the check for misspelt keys follow from that.
///
/// A value that cannot be used is noted as a fault and the default is answered, so that an operator sees every fault of
/// a file at once; nothing starts with a faulty file.
public final class Section {
    private static final System.Logger LOG = System.getLogger("attune.app.config");
    private static final String NONE = "(none)";

    private final Reading reading;
    private final String prefix;
    /// The prefix as the reference page writes it, with `<name>` where a file has a name of the operator's.
    private final String shown;

    Section(Reading reading, String prefix, String shown) {
        this.reading = reading;
        this.prefix = prefix;
        this.shown = shown;
    }

    /// The section below, such as `http.tls` of `http`.
    public Section under(String word) {
        return new Section(reading, prefix + "." + word, shown + "." + word);
    }

    /// One section for each name the file uses after this prefix, as in `communities.ada.folder`. Without any, the
    /// room is read once over no lines, so that the reference page knows its keys.
    ///
    /// @param word what the name stands for in the reference page
    public <T> Map<String, T> each(String word, Function<Section, T> room) {
        Map<String, T> all = new LinkedHashMap<>();
        String place = shown + ".<" + word + ">";
        for (String name : reading.names(prefix)) {
            all.put(name, room.apply(new Section(reading, prefix + "." + name, place)));
        }
        if (all.isEmpty()) {
            T _ = room.apply(new Section(reading, place, place));
        }
        return all;
    }

    /// The name of this section, as in `ada` of `communities.ada`.
    public String lastWord() {
        return prefix.substring(prefix.lastIndexOf('.') + 1);
    }

    public String text(String key, String absent, String meaning) {
        return value(key, "text", absent, meaning, absent, line -> nonEmpty(line.value()));
    }

    public Optional<String> findText(String key, String meaning) {
        return value(key, "text", NONE, meaning, Optional.empty(), line -> Optional.of(nonEmpty(line.value())));
    }

    /// Words with commas between them; an empty value is none.
    public List<String> texts(String key, List<String> absent, String meaning) {
        String shownAbsent = absent.isEmpty() ? NONE : String.join(", ", absent);
        return value(
                key,
                "texts, with commas between",
                shownAbsent,
                meaning,
                absent,
                line -> Arrays.stream(line.value().split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    public boolean truth(String key, boolean absent, String meaning) {
        return value(key, "true or false", Boolean.toString(absent), meaning, absent, line -> switch (line.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"" + line.value() + "\" is neither true nor false.");
        });
    }

    /// A whole number between two bounds, both allowed.
    public long number(String key, long absent, long least, long most, String meaning) {
        String allowed = "whole number, %,d to %,d".formatted(least, most);
        return value(key, allowed, Long.toString(absent), meaning, absent, line -> {
            long number = whole(line.value().replace("_", ""));
            return within(number >= least && number <= most, number, allowed, line);
        });
    }

    /// A share between two bounds, both allowed, written as `0.2` or `20%`.
    public double share(String key, double absent, double least, double most, String meaning) {
        String allowed = "share, %s to %s".formatted(percent(least), percent(most));
        return value(key, allowed, percent(absent), meaning, absent, line -> {
            double share = fraction(line.value());
            return within(share >= least && share <= most, share, allowed, line);
        });
    }

    public Duration duration(String key, Duration absent, Duration least, Duration most, String meaning) {
        String allowed = "duration, %s to %s".formatted(Durations.write(least), Durations.write(most));
        return value(key, allowed, Durations.write(absent), meaning, absent, line -> {
            Duration duration = Durations.parse(line.value());
            boolean fits = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
            return within(fits, duration, allowed, line);
        });
    }

    /// In bytes.
    public long size(String key, long absent, long least, long most, String meaning) {
        String allowed = "size, %s to %s".formatted(Sizes.write(least), Sizes.write(most));
        return value(key, allowed, Sizes.write(absent), meaning, absent, line -> {
            long bytes = Sizes.parse(line.value());
            return within(bytes >= least && bytes <= most, bytes, allowed, line);
        });
    }

    /// One of the constants, written in lower case with dashes.
    public <E extends Enum<E>> E choice(String key, Class<E> type, E absent, String meaning) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Section::word).toList();
        return value(key, "one of " + String.join(", ", names), word(absent), meaning, absent, line -> {
            int chosen = names.indexOf(line.value());
            if (chosen < 0) throw new IllegalArgumentException("\"" + line.value() + "\" is none of them.");
            return type.getEnumConstants()[chosen];
        });
    }

    /// A path; a relative one is relative to the settings file, or for an option to where the command was given.
    public Path path(String key, String absent, String meaning) {
        return value(key, "path", absent, meaning, Path.of(absent), Section::place);
    }

    public Optional<Path> findPath(String key, String meaning) {
        return value(key, "path", NONE, meaning, Optional.empty(), line -> Optional.of(place(line)));
    }

    /// A path without which its room cannot be; only in a section that is there because the file names it.
    public Path neededPath(String key, String meaning) {
        Declared as = new Declared(shown + "." + key, "path", "(must be given)", meaning);
        Line line = reading.take(prefix + "." + key, as);
        if (line != null) return place(line);
        if (!prefix.equals(shown)) reading.fault(prefix + "." + key + " must be given. It takes: path.");
        return Path.of("");
    }

    /// A secret, by reference only. It is read at once, so that a missing one stops the start and not a later
    /// request.
    public Optional<Secret> secret(String key, String meaning) {
        String allowed = "secret, by reference: file:PATH or env:NAME";
        return value(key, allowed, NONE, meaning, Optional.empty(), line -> Optional.of(reveal(line)));
    }

    /// A key that is no longer read; a file that still sets it stops the start.
    ///
    /// @param instead what to write now
    public void retired(String key, String instead) {
        reading.retire(prefix + "." + key, instead);
    }

    private <T> T value(
            String key, String allowed, String absent, String meaning, T otherwise, Function<Line, T> understand) {
        Declared as = new Declared(shown + "." + key, allowed, absent, meaning);
        Line line = reading.take(prefix + "." + key, as);
        if (line == null) return otherwise;
        try {
            return understand.apply(line);
        } catch (IllegalArgumentException wrong) {
            reading.fault(
                    line.place() + " sets " + line.key() + ": " + wrong.getMessage() + " It takes: " + allowed + ".");
            return otherwise;
        }
    }

    private Secret reveal(Line line) {
        String reference = line.value();
        if (reference.startsWith("env:")) {
            String name = reference.substring(4);
            String found = reading.environment().get(name);
            if (found == null || found.isEmpty())
                throw new IllegalArgumentException(name + " is not in the environment.");
            return new Secret(reference, found);
        }
        if (!reference.startsWith("file:")) {
            throw new IllegalArgumentException("A secret itself has no place in a settings file.");
        }
        Path file = line.folder().resolve(reference.substring(5));
        try {
            String found = Files.readString(file, StandardCharsets.UTF_8).strip();
            warnIfOpen(file);
            if (found.isEmpty()) throw new IllegalArgumentException(file + " is empty.");
            return new Secret(reference, found);
        } catch (IOException failed) {
            throw new IllegalArgumentException(file + " cannot be read.", failed);
        }
    }

    /// Mounted secrets are often open by no choice of the operator's, so this does not stop a start.
    static void warnIfOpen(Path file) {
        if (!PrivateFile.openToAll(file)) return;
        LOG.log(
                System.Logger.Level.WARNING,
                "Everybody on this machine can read the secret in {0}. Maybe: chmod o= {0}",
                file);
    }

    private static Path place(Line line) {
        return line.folder().resolve(nonEmpty(line.value()));
    }

    private static String nonEmpty(String value) {
        if (value.isEmpty())
            throw new IllegalArgumentException("There is no value. Leave the line out for the default.");
        return value;
    }

    private static <T> T within(boolean fits, T value, String allowed, Line line) {
        if (!fits) throw new IllegalArgumentException(line.value() + " is out of range.");
        return value;
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number.");
        }
    }

    private static double fraction(String text) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + text + "\" is no share. Write 0.2 or 20%.");
        }
    }

    private static String percent(double share) {
        double percent = Math.round(share * 1e6) / 1e4;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + "%";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
