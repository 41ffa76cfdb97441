package attune.store.embedded;

import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.store.embedded.Examination.Finding;
import attune.store.embedded.Examination.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes every fact of a log, with the keys of its members if there are any, and counts what it finds.
final class LogExamination {
    private static final int NAMED_FACTS = 10;

    private final Path file;
    private final InstantSource clock;
    private final SecureRandom random;
    private final List<Finding> findings = new ArrayList<>();

    private LogExamination(Path file, InstantSource clock, SecureRandom random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    /// @param keys null if they cannot be opened: then open fields alone are read
    static List<Finding> of(Path file, @Nullable SqliteKeys keys, InstantSource clock, SecureRandom random) {
        LogExamination examination = new LogExamination(file, clock, random);
        examination.read(keys);
        return examination.findings;
    }

    private void found(Level level, String about, String what, String todo) {
        findings.add(new Finding(level, about, what, todo));
    }

    private void well(String about, String what) {
        found(Level.WELL, about, what, "");
    }

    private void read(@Nullable SqliteKeys keys) {
        FactSealing sealing = keys == null ? null : new FactSealing(keys, random);
        long[] counts = new long[4];
        long newest = 0;
        List<String> damaged = new ArrayList<>();
        try (Connection connection = new Database(file).reader();
                PreparedStatement query =
                        connection.prepareStatement("select sequence, fact from events order by sequence");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                try {
                    Fact fact = Fact.parse(rows.getBytes(2));
                    newest = fact.arrivalMillis();
                    counts[0]++;
                    if (fact.sealed().length > 0) counts[1]++;
                    if (sealing == null) continue;
                    switch (sealing.read(rows.getLong(1), rows.getBytes(2))) {
                        case FactSealing.Reading.Known _ -> {}
                        case FactSealing.Reading.Unknown _ -> counts[2]++;
                        case FactSealing.Reading.Unreadable _ -> counts[3]++;
                    }
                } catch (MalformedFact broken) {
                    damaged.add(rows.getString(1));
                }
            }
        } catch (SQLException failed) {
            found(
                    Level.DAMAGE,
                    "log",
                    "It cannot be read to its end: " + failed.getMessage() + ".",
                    StoreUnusable.RESTORE);
            return;
        }
        if (!damaged.isEmpty()) {
            String named = String.join(", ", damaged.subList(0, Math.min(NAMED_FACTS, damaged.size())));
            found(
                    Level.DAMAGE,
                    "log",
                    "%,d facts are damaged: %s%s."
                            .formatted(damaged.size(), named, damaged.size() > NAMED_FACTS ? " …" : ""),
                    StoreUnusable.RESTORE);
        }
        String what = sealing == null
                ? "%,d facts; their open fields can be read, the personal payload of %,d cannot."
                : "%,d facts decode, %,d of them with personal payload.";
        well("log", what.formatted(counts[0], counts[1]));
        if (counts[2] > 0) {
            found(
                    Level.NOTE,
                    "log",
                    "%,d facts are of a newer version.".formatted(counts[2]),
                    "They are kept and passed over.");
        }
        if (counts[3] > 0) {
            found(
                    Level.NOTE,
                    "log",
                    "%,d facts belong to erased members.".formatted(counts[3]),
                    "The next start drops them.");
        }
        clock(newest);
    }

    private void clock(long newestMillis) {
        Duration ahead = Duration.ofMillis(newestMillis - clock.millis());
        if (ahead.toSeconds() > 60) {
            found(
                    Level.WARNING,
                    "clock",
                    "The newest fact arrived at " + Instant.ofEpochMilli(newestMillis) + ", " + ahead.toMinutes()
                            + " minutes after now: this machine's clock is behind, or was ahead.",
                    "Set the clock before you start.");
        } else {
            well("clock", "Not behind the newest fact.");
        }
    }
}
