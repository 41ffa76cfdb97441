package attune.store.embedded;

import attune.store.embedded.Examination.Finding;
import attune.store.embedded.Examination.Level;
import attune.store.keys.MasterKeySource;
import attune.store.keys.Sealing;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteKey;
import attune.store.retention.Cutoffs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Examines a folder from outside and says in plain sentences how it is and what to do. Reads only; a node may be
/// serving. What it does not find, the start does not find either: it decodes every fact, opens every blob and
/// recomputes the ledger.
public final class Doctor {
    /// A backup that is older than this deserves a word.
    private static final Duration OLD = Duration.ofDays(7);

    private final Path folder;
    private final MasterKeySource masterKey;
    private final Cutoffs cutoffs;
    private final InstantSource clock;
    private final SecureRandom random;
    private final List<Finding> findings = new ArrayList<>();
    private boolean inUse;
    private boolean blobsSound;
    private boolean ledgerSound;

    private Doctor(Path folder, MasterKeySource masterKey, Cutoffs cutoffs, InstantSource clock, SecureRandom random) {
        this.folder = folder;
        this.masterKey = masterKey;
        this.cutoffs = cutoffs;
        this.clock = clock;
        this.random = random;
    }

    /// @param cutoffs of the terms by which the community is served: what is past them stands in no snapshot
    public static Examination examine(
            Path folder, MasterKeySource masterKey, Cutoffs cutoffs, InstantSource clock, SecureRandom random) {
        Doctor doctor = new Doctor(folder, masterKey, cutoffs, clock, random);
        if (!Files.exists(folder.resolve("log.db"))) {
            doctor.found(Level.DAMAGE, "folder", "There is no community in " + folder + ".", "Name another folder.");
            return doctor.report();
        }
        doctor.format();
        doctor.lock();
        doctor.permissions();
        boolean sound = doctor.sound("log.db");
        sound &= doctor.sound("keys.db");
        doctor.blobsSound = doctor.sound("blobs.db");
        doctor.ledgerSound = doctor.sound("ledger.db");
        if (sound) doctor.readAll();
        if (sound && !doctor.inUse) doctor.findings.addAll(Completeness.of(folder));
        if (doctor.inUse) doctor.later();
        doctor.backups();
        doctor.disk();
        doctor.leftovers();
        return doctor.report();
    }

    private Examination report() {
        return new Examination(findings, inUse);
    }

    private void found(Level level, String about, String what, String todo) {
        findings.add(new Finding(level, about, what, todo));
    }

    private void well(String about, String what) {
        found(Level.WELL, about, what, "");
    }

    private void format() {
        try {
            String written = Files.readString(folder.resolve("format")).strip();
            if (written.equals(String.valueOf(Folder.FORMAT)))
                well("format", "Format " + written + ", the current one.");
            else if (written.equals("restoring")) {
                found(Level.DAMAGE, "format", "A restore was cut short.", "Empty the folder and restore again.");
            } else {
                found(
                        Level.DAMAGE,
                        "format",
                        "Format \"" + written + "\"; this Attune reads up to " + Folder.FORMAT + ".",
                        "Start the Attune that wrote it, or a newer one.");
            }
        } catch (IOException missing) {
            found(
                    Level.DAMAGE,
                    "format",
                    "The file format cannot be read.",
                    "If this is a community's folder, write " + Folder.FORMAT + " into the file format.");
        }
    }

    private void lock() {
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            inUse = held == null;
        } catch (OverlappingFileLockException ours) {
            inUse = true;
        } catch (IOException none) {
            inUse = false;
        }
        well("lock", inUse ? "A node has the folder open; it is examined while it serves." : "No node has it open.");
    }

    private void permissions() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> lax = new ArrayList<>();
            for (Path file : Stream.concat(Stream.of(folder), files).toList()) {
                if (OwnerOnly.lax(file)) lax.add(file.getFileName().toString());
            }
            if (lax.isEmpty()) well("permissions", "Only the owner reads it.");
            else {
                found(
                        Level.WARNING,
                        "permissions",
                        "Others than the owner may read " + String.join(", ", lax) + ".",
                        "Run doctor with --repair, or chmod 700 the folder and 600 its files.");
            }
        } catch (IOException failed) {
            found(
                    Level.WARNING,
                    "permissions",
                    "They cannot be read: " + failed.getMessage() + ".",
                    "Run it as the owner.");
        }
    }

    private boolean sound(String file) {
        if (!Files.exists(folder.resolve(file))) {
            if (file.equals("ledger.db")) {
                found(
                        Level.NOTE,
                        file,
                        "There is none: an earlier version wrote this folder.",
                        "The next start makes it.");
                return true;
            }
            found(Level.DAMAGE, file, "It is missing.", StoreUnusable.RESTORE);
            return false;
        }
        try (Connection connection = new Database(folder.resolve(file)).reader();
                PreparedStatement check = connection.prepareStatement("pragma integrity_check(5)");
                ResultSet rows = check.executeQuery()) {
            List<String> faults = new ArrayList<>();
            while (rows.next()) if (!"ok".equals(rows.getString(1))) faults.add(rows.getString(1));
            if (faults.isEmpty()) return true;
            found(Level.DAMAGE, file, "SQLite finds it damaged: " + String.join("; ", faults) + ".", remedy(file));
        } catch (SQLException damaged) {
            found(Level.DAMAGE, file, "SQLite cannot read it: " + damaged.getMessage() + ".", remedy(file));
        }
        return false;
    }

    private static String remedy(String file) {
        return file.equals("blobs.db")
                ? "Traces and models are disposable: run doctor with --repair, which sets the file aside."
                : StoreUnusable.RESTORE;
    }

    private void readAll() {
        Vault.Ring ring = Vault.ring(folder);
        try (SqliteKeys keys = SqliteKeys.read(folder.resolve("keys.db"), masterKey, random)) {
            well(
                    "keys",
                    "%,d members' keys open with %s, %,d are destroyed."
                            .formatted(
                                    ring.keys(),
                                    masterKey.place(),
                                    ring.destroyed().cardinality()));
            log(keys);
            if (!inUse && settled(ring)) findings.addAll(SnapshotExamination.of(folder, keys, cutoffs, random));
            if (blobsSound) blobs(keys);
            if (ledgerSound) ledger(SqliteLedger.signer(keys).verifier());
        } catch (StoreUnusable closed) {
            found(
                    Level.DAMAGE,
                    "keys",
                    String.valueOf(closed.getMessage())
                            + (ring.masterKey().isEmpty()
                                    ? ""
                                    : " The ring is wrapped under " + ring.masterKey() + "."),
                    "Put that master key back. Until then names, texts and external ids stay unreadable; see log.");
            log(null);
        }
        unfinished(ring);
    }

    private void blobs(SqliteKeys keys) {
        Sealing sealing = new Sealing(random);
        long opened = 0;
        long broken = 0;
        try (Connection connection = new Database(folder.resolve("blobs.db")).reader();
                PreparedStatement query = connection.prepareStatement("select room, id, owner, bytes from blobs");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                int owner = rows.getInt(3);
                byte[] key = rows.wasNull() ? null : keys.key(owner);
                if (key == null) continue;
                try {
                    sealing.open(key, BlobReader.bound(rows.getString(1), rows.getLong(2)), rows.getBytes(4));
                    opened++;
                } catch (Sealing.BrokenSeal damaged) {
                    broken++;
                }
            }
        } catch (SQLException failed) {
            found(Level.DAMAGE, "blobs", "They cannot be read: " + failed.getMessage() + ".", remedy("blobs.db"));
            return;
        }
        if (broken > 0) {
            found(Level.WARNING, "blobs", "%,d do not open.".formatted(broken), remedy("blobs.db"));
        } else {
            well("blobs", "%,d sealed traces and artifacts open.".formatted(opened));
        }
    }

    private void log(@Nullable SqliteKeys keys) {
        findings.addAll(LogExamination.of(folder.resolve("log.db"), keys, clock, random));
    }

    /// With an erasure under way the next start deletes the snapshots anyway.
    private boolean settled(Vault.Ring ring) {
        try {
            return waiting(ring) == 0;
        } catch (SQLException unreadable) {
            return false;
        }
    }

    private void later() {
        found(
                Level.NOTE,
                "snapshots",
                "They, and what the log counts, are compared only while no node has the folder open.",
                "Stop the node to have them compared.");
    }

    private void backups() {
        Optional<Manifest> latest = Backup.latest(folder);
        if (latest.isEmpty()) {
            found(Level.NOTE, "backup", "None was taken of this folder.", "./attune backup takes one while it serves.");
            return;
        }
        Instant at = Instant.ofEpochMilli(latest.get().atMillis());
        Duration age = Duration.between(at, clock.instant());
        String what = "The newest was taken at %s, up to fact %,d."
                .formatted(at, latest.get().sequence());
        if (age.compareTo(OLD) <= 0) well("backup", what);
        else {
            found(
                    Level.WARNING,
                    "backup",
                    what + " What came since is lost if the disk is.",
                    "Take one every night; who was erased since is readable in old ones until the vault is new.");
        }
    }

    private void ledger(NoteKey verifier) {
        if (!Files.exists(folder.resolve("ledger.db"))) return;
        LedgerAudit.Report report;
        try {
            report = Audits.verify(folder, List.of(), verifier);
        } catch (StoreUnusable | LedgerUnavailable unreadable) {
            found(Level.DAMAGE, "ledger", String.valueOf(unreadable.getMessage()), StoreUnusable.RESTORE);
            return;
        }
        for (String finding : report.findings()) {
            found(Level.DAMAGE, "ledger", finding, "Keep it as it is; compare with a checkpoint kept elsewhere.");
        }
        if (report.clean()) {
            well(
                    "ledger",
                    "%,d entries, every hash right, %,d checkpoints hold."
                            .formatted(report.size(), report.checkpoints()));
        }
    }

    private int waiting(Vault.Ring ring) throws SQLException {
        try (Connection connection = new Database(folder.resolve("log.db")).reader();
                PreparedStatement query = connection.prepareStatement("select member, finished_millis from erasures");
                ResultSet rows = query.executeQuery()) {
            BitSet unknown = ring.destroyed();
            int unfinished = 0;
            while (rows.next()) {
                unknown.clear(rows.getInt(1));
                if (rows.getObject(2) == null) unfinished++;
            }
            return unfinished + unknown.cardinality();
        }
    }

    private void unfinished(Vault.Ring ring) {
        try {
            int waiting = waiting(ring);
            if (waiting == 0) well("erasures", "All are finished.");
            else {
                found(
                        inUse ? Level.NOTE : Level.WARNING,
                        "erasures",
                        "%,d are not finished.".formatted(waiting),
                        inUse ? "The node is at it." : "The next start finishes them, as does doctor with --repair.");
            }
        } catch (SQLException failed) {
            found(Level.DAMAGE, "erasures", "They cannot be read: " + failed.getMessage() + ".", StoreUnusable.RESTORE);
        }
    }

    private void disk() {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            long log = Files.size(folder.resolve("log.db"));
            if (usable < 2 * log + (64 << 20)) {
                found(
                        Level.WARNING,
                        "disk",
                        "%,d MB are free, the log has %,d MB; an erasure writes it anew beside itself."
                                .formatted(usable >> 20, log >> 20),
                        "Make room for twice the log.");
            } else {
                well("disk", "%,d MB are free; the log has %,d MB.".formatted(usable >> 20, log >> 20));
            }
        } catch (IOException failed) {
            found(Level.WARNING, "disk", "Its space cannot be read: " + failed.getMessage() + ".", "Look yourself.");
        }
    }

    private void leftovers() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> left = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".part") || name.contains(".damaged"))
                    .sorted()
                    .toList();
            if (left.isEmpty()) return;
            found(
                    Level.NOTE,
                    "leftovers",
                    "Left from something cut short, or set aside: " + String.join(", ", left) + ".",
                    "Doctor with --repair deletes what ends with .part; look at what was damaged, then delete it.");
        } catch (IOException failed) {
            found(Level.WARNING, "folder", "It cannot be listed: " + failed.getMessage() + ".", "Run it as the owner.");
        }
    }
}
