package attune.store.embedded;

import attune.store.keys.Secrets;
import attune.store.ledger.Checkpoint;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteSigner;
import attune.store.merkle.Growth;
import attune.store.merkle.Hash;
import attune.store.merkle.Tree;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The ledger in a SQLite file of its own. One thread writes what is queued in one transaction, syncs it, and only then
/// lets the callers go on; what arrives meanwhile forms the next group. A group that cannot be written is refused
/// whole, and the file is opened anew for the next.
///
/// Readers share one connection, one at a time.
final class SqliteLedger implements Ledger, AutoCloseable {
    private static final int GROUP = 1_024;
    private static final System.Logger LOG = System.getLogger("attune.store.ledger");

    private final Path path;
    private final InstantSource clock;
    private final NoteSigner signer;
    private final LedgerSealing sealing;
    private final LedgerSealing opening;
    private final CheckpointFile checkpoints;
    private final Connection reader;
    private final WriterThread<Append> writer;

    // Guarded by this.
    private long covered;

    // Written by the writer's thread only.
    private @Nullable LedgerFile file;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteLedger(Path path, Path checkpoints, SqliteKeys keys, InstantSource clock, SecureRandom random)
            throws SQLException {
        this.path = path;
        this.checkpoints = CheckpointFile.open(checkpoints);
        this.clock = clock;
        this.signer = signer(keys);
        this.sealing = new LedgerSealing(keys, random);
        this.opening = new LedgerSealing(keys, random);
        this.file = new LedgerFile(path);
        this.reader = new Database(path).reader();
        this.writer = new WriterThread<>("attune-ledger-writer", Integer.MAX_VALUE, GROUP, this::commit);
    }

    /// @param checkpoints the file that signed checkpoints are appended to
    static SqliteLedger open(Path path, Path checkpoints, SqliteKeys keys, InstantSource clock, SecureRandom random) {
        try {
            SqliteLedger ledger = new SqliteLedger(path, checkpoints, keys, clock, random);
            ledger.continueOrRefuse(path);
            ledger.writer.start();
            return ledger;
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "The ledger " + path.getFileName() + " could not be opened. Maybe it is damaged.", failed);
        }
    }

    /// A ledger that does not go on from its own newest checkpoint was cut, changed or replaced by an older copy.
    /// Going
    /// on from it, the node would sign a history that contradicts the one it has signed.
    private void continueOrRefuse(Path path) throws SQLException {
        try {
            Optional<Checkpoint> newest = checkpoints.newest(signer.verifier());
            if (newest.isEmpty()) return;
            covered = newest.get().size();
            if (size() < covered) throw contradicts(path, "has " + size() + " entries");
            if (!root(covered).equals(newest.get().root())) throw contradicts(path, "holds others");
        } catch (RuntimeException refused) {
            closeFiles();
            throw refused;
        }
    }

    private StoreUnusable contradicts(Path path, String what) {
        return new StoreUnusable("The newest checkpoint was signed over " + covered + " entries of the ledger, but "
                + path.getFileName() + " " + what
                + ": it was changed, or is an older copy. Put the newest copy of it in"
                + " its place; the vault has one. Without any, move ledger.checkpoints to where auditors find it and"
                + " start again: checkpoints kept elsewhere will show the break.");
    }

    private void closeFiles() throws SQLException {
        if (file != null) file.close();
        synchronized (reader) {
            reader.close();
        }
    }

    /// Who signs the checkpoints of a community, and under which name: both follow from its root secret.
    static NoteSigner signer(Secrets secrets) {
        byte[] name = Arrays.copyOf(secrets.mac("ledger-origin", new byte[0]), 8);
        return new NoteSigner(
                "attune-ledger/" + HexFormat.of().formatHex(name), secrets.mac("ledger-checkpoint", new byte[0]));
    }

    private record Append(List<Entry> entries, CompletableFuture<Long> number) implements WriterThread.Work {
        @Override
        public void refuse(Throwable why) {
            number.completeExceptionally(new LedgerUnavailable("The ledger takes nothing: " + why.getMessage(), why));
        }
    }

    @Override
    public long append(List<Entry> entries) {
        CompletableFuture<Long> number = new CompletableFuture<>();
        writer.submit(new Append(List.copyOf(entries), number));
        try {
            return number.join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new LedgerUnavailable(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void commit(List<Append> group) {
        try {
            LedgerFile open = file == null ? new LedgerFile(path) : file;
            file = open;
            long number = Database.inTransaction(open.connection(), () -> insert(open, group));
            for (Append append : group) {
                append.number.complete(number);
                number += append.entries.size();
            }
        } catch (SQLException | RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "The ledger refused {0} entries.", group.size());
            forgetFile(failed);
            LedgerUnavailable why =
                    new LedgerUnavailable("The ledger could not be written: " + failed.getMessage(), failed);
            for (Append append : group) append.number.completeExceptionally(why);
        }
    }

    private long insert(LedgerFile open, List<Append> group) throws SQLException {
        Growth growth = open.growth();
        long first = growth.size();
        for (Append append : group) {
            for (Entry entry : append.entries) {
                open.insert(growth.size(), sealing.leaf(growth.size(), entry), growth);
            }
        }
        return first;
    }

    private void forgetFile(Exception because) {
        try {
            if (file != null) file.close();
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
        file = null;
    }

    @Override
    public long size() {
        return reading(LedgerFile::size);
    }

    @Override
    public List<Recorded> entries(long from, int limit) {
        return reading(connection -> {
            List<Recorded> recorded = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "select number, sealed from entries where number >= ? order by number limit ?")) {
                query.setLong(1, from);
                query.setInt(2, limit);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) recorded.add(recorded(rows.getLong(1), rows.getBytes(2)));
                }
            }
            return recorded;
        });
    }

    private Recorded recorded(long number, byte[] leaf) {
        return new Recorded(
                number, Hash.leaf(leaf), leaf, opening.entry(number, leaf).orElse(null));
    }

    @Override
    public Hash root(long size) {
        return inTree(size, tree -> tree.root(size));
    }

    @Override
    public List<Hash> inclusion(long entry, long size) {
        return inTree(size, tree -> tree.inclusion(entry, size));
    }

    @Override
    public List<Hash> consistency(long before, long after) {
        return inTree(after, tree -> tree.consistency(before, after));
    }

    private <T> T inTree(long size, Function<Tree, T> question) {
        return reading(connection -> {
            long now = LedgerFile.size(connection);
            if (size < 0 || size > now) {
                throw new IllegalArgumentException("The ledger has " + now + " entries, not " + size + ".");
            }
            return question.apply(new Tree(LedgerFile.subtrees(connection)));
        });
    }

    @Override
    public String checkpoint() {
        long size = size();
        return signer.sign(new Checkpoint(signer.verifier().name(), size, root(size), clock.millis()).text());
    }

    /// Appends a signed checkpoint to the file of checkpoints, unless the newest one there covers all entries.
    @Override
    public synchronized void publish() {
        long size = size();
        if (size == covered) return;
        checkpoints.append(checkpoint());
        covered = size;
    }

    @Override
    public String verifierKey() {
        return signer.verifier().toString();
    }

    private interface OnConnection<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T reading(OnConnection<T> question) {
        synchronized (reader) {
            try {
                return question.ask(reader);
            } catch (SQLException failed) {
                throw new LedgerUnavailable("The ledger could not be read: " + failed.getMessage(), failed);
            }
        }
    }

    /// Writes what is queued, signs a last checkpoint, then releases the file.
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        writer.close();
        try {
            publish();
            closeFiles();
        } catch (SQLException failed) {
            throw new StoreUnusable("The ledger could not be closed.", failed);
        }
    }
}
