package attune.store.embedded;

import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.store.keys.MasterKeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Is a backup what its manifest says? Compares every file with its digest, asks SQLite whether it is sound, decodes
/// every fact, and counts.
public final class BackupCheck {
    private static final int MAX_FINDINGS = 100;

    private final Path backup;
    private final Manifest manifest;
    private final List<String> findings = new ArrayList<>();
    private long facts;
    private long sealed;
    private long opened;
    private long erased;

    private BackupCheck(Path backup) {
        this.backup = backup;
        this.manifest = Manifest.read(backup);
    }

    /// @param facts decoded
    /// @param sealed how many of them have personal payload
    /// @param opened how many of those were opened with keys of the vault
    /// @param erased how many belong to members erased since: a restore drops them, a scrub removes them
    /// @param findings what is wrong, in sentences; empty if nothing is
    public record Report(Manifest manifest, long facts, long sealed, long opened, long erased, List<String> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        public boolean clean() {
            return findings.isEmpty();
        }
    }

    /// Without keys: open fields are decoded, personal payload is covered by the digests only.
    static Report of(Path backup) {
        BackupCheck check = new BackupCheck(backup);
        if (check.files()) check.log((sequence, row) -> check.decode(sequence, row));
        return check.report();
    }

    /// With the keys of the vault: every personal payload is opened.
    public static Report of(Path backup, Path vault, MasterKeySource masterKey, SecureRandom random) {
        BackupCheck check = new BackupCheck(backup);
        try (SqliteKeys keys = SqliteKeys.read(vault.resolve("keys.db"), masterKey, random)) {
            FactSealing facts = new FactSealing(keys, random);
            if (check.files()) check.log((sequence, row) -> check.open(facts, sequence, row));
        }
        return check.report();
    }

    private Report report() {
        return new Report(manifest, facts, sealed, opened, erased, findings);
    }

    private void found(String what) {
        if (findings.size() < MAX_FINDINGS) findings.add(what);
    }

    private boolean files() {
        for (Manifest.Listed file : manifest.files()) {
            try {
                Path path = backup.resolve(file.name());
                if (!Files.exists(path)) found("The file " + file.name() + " is missing.");
                else if (Files.size(path) != file.bytes()) {
                    found("The file " + file.name() + " has " + Files.size(path) + " bytes, not " + file.bytes() + ".");
                } else if (!Manifest.digest(path).equals(file.sha256())) {
                    found("The file " + file.name() + " does not have its digest: a byte was changed.");
                } else {
                    sound(path);
                }
            } catch (IOException failed) {
                found("The file " + file.name() + " could not be read: " + failed.getMessage() + ".");
            }
        }
        return findings.isEmpty();
    }

    private void sound(Path file) {
        try (Connection connection = new Database(file).reader();
                PreparedStatement check = connection.prepareStatement("pragma integrity_check");
                ResultSet rows = check.executeQuery()) {
            while (rows.next()) {
                if (!"ok".equals(rows.getString(1))) found(file.getFileName() + ": " + rows.getString(1) + ".");
            }
        } catch (SQLException damaged) {
            found("SQLite cannot read " + file.getFileName() + ": " + damaged.getMessage() + ".");
        }
    }

    private void log(LogReader.Row each) {
        Path log = backup.resolve(Backup.LOG);
        rows(log, each);
        if (facts != manifest.facts()) found("The log has " + facts + " facts, not " + manifest.facts() + ".");
        try (Connection connection = new Database(log).reader();
                PreparedStatement query = connection.prepareStatement("select head from progress");
                ResultSet row = query.executeQuery()) {
            if (row.getLong(1) != manifest.sequence()) {
                found("The log ends at " + row.getLong(1) + ", not at " + manifest.sequence() + ".");
            }
        } catch (SQLException damaged) {
            found("The log's head cannot be read: " + damaged.getMessage() + ".");
        }
    }

    /// Every damaged fact is named, not only the first.
    private void rows(Path log, LogReader.Row each) {
        try (Connection connection = new Database(log).reader();
                PreparedStatement query =
                        connection.prepareStatement("select sequence, fact from events order by sequence");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                facts++;
                long sequence = rows.getLong(1);
                try {
                    each.take(sequence, rows.getBytes(2));
                } catch (MalformedFact damaged) {
                    found("Fact " + sequence + " is damaged: " + damaged.getMessage());
                }
            }
        } catch (SQLException damaged) {
            found("SQLite cannot read log.db: " + damaged.getMessage() + ".");
        }
    }

    private void decode(long sequence, byte[] row) {
        if (Fact.parse(row).sealed().length > 0) sealed++;
    }

    private void open(FactSealing sealing, long sequence, byte[] row) {
        Fact fact = Fact.parse(row);
        boolean personal = fact.sealed().length > 0;
        if (personal) sealed++;
        switch (sealing.read(sequence, row)) {
            case FactSealing.Reading.Known _, FactSealing.Reading.Unknown _ -> {
                if (personal) opened++;
            }
            case FactSealing.Reading.Unreadable _ -> erased++;
        }
    }
}
