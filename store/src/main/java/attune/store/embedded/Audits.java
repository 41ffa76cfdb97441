package attune.store.embedded;

import attune.store.keys.MasterKeySource;
import attune.store.ledger.Ledger.Recorded;
import attune.store.ledger.NoteKey;
import attune.store.merkle.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What an auditor asks of a folder from outside, while its node serves or stands still.
public final class Audits {
    private static final String LEDGER = "ledger.db";

    private Audits() {}

    /// Who signs the checkpoints of a folder's ledger; follows from its key ring.
    public static NoteKey verifier(Path folder, MasterKeySource masterKey, SecureRandom random) {
        try (SqliteKeys keys = SqliteKeys.read(folder.resolve("keys.db"), masterKey, random)) {
            return SqliteLedger.signer(keys).verifier();
        }
    }

    /// Verifies the ledger against the checkpoints beside it and those in other files.
    public static LedgerAudit.Report verify(Path folder, List<Path> elsewhere, NoteKey verifier) {
        if (!Files.exists(folder.resolve(LEDGER))) {
            throw new StoreUnusable("There is no ledger in " + folder + ". Maybe another --folder?");
        }
        List<LedgerAudit.Found> checkpoints =
                new ArrayList<>(CheckpointFile.read(folder.resolve("ledger.checkpoints")));
        for (Path file : elsewhere) {
            if (!Files.exists(file)) throw new StoreUnusable("There is no file " + file + ".");
            checkpoints.addAll(CheckpointFile.read(file));
        }
        return LedgerAudit.of(folder.resolve(LEDGER), checkpoints, verifier);
    }

    /// Entries from number `from` on, opened with the keys of the folder.
    public static List<Recorded> entries(
            Path folder, MasterKeySource masterKey, long from, int limit, SecureRandom random) {
        List<Recorded> entries = new ArrayList<>();
        try (SqliteKeys keys = SqliteKeys.read(folder.resolve("keys.db"), masterKey, random);
                Connection connection = new Database(folder.resolve(LEDGER)).reader();
                PreparedStatement query = connection.prepareStatement(
                        "select number, sealed from entries where number >= ? order by number limit ?")) {
            LedgerSealing sealing = new LedgerSealing(keys, random);
            query.setLong(1, from);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] leaf = rows.getBytes(2);
                    entries.add(new Recorded(
                            rows.getLong(1),
                            Hash.leaf(leaf),
                            leaf,
                            sealing.entry(rows.getLong(1), leaf).orElse(null)));
                }
            }
            return entries;
        } catch (SQLException failed) {
            throw new StoreUnusable("The ledger in " + folder + " could not be read. Maybe it is damaged.", failed);
        }
    }
}
