package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.keys.Sealing;
import attune.store.log.Erased;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Blobs in a SQLite file of their own, written by one thread in the order they came. Whoever puts waits only when
/// [#QUEUE] others are waiting, so that a slow disk slows requests instead of filling memory. A blob that cannot be
/// written is lost, counted and told once: it can be rebuilt or done without. For the same reason a damaged file is set
/// aside and begun anew, at the start or whenever the damage is met.
final class SqliteBlobs implements Blobs {
    static final int QUEUE = 1024;
    private static final int GROUP = 256;
    private static final System.Logger LOG = System.getLogger("attune.store.blob");

    private final Path path;
    private final SqliteKeys keys;
    private final SecureRandom random;
    private volatile BlobReader reader;
    private final WriterThread<Work> writer;

    // Written by the writer's thread only.
    private BlobFile file;
    private final Sealing sealing;
    private Erased forgotten = Erased.NOBODY;
    private final AtomicLong lost = new AtomicLong();

    private SqliteBlobs(Path path, SqliteKeys keys, SecureRandom random) throws SQLException {
        this.path = path;
        this.keys = keys;
        this.random = random;
        this.file = new BlobFile(path);
        this.reader = new BlobReader(path, keys, random);
        this.sealing = new Sealing(random);
        this.writer = new WriterThread<>("attune-blob-writer", QUEUE, GROUP, this::write);
    }

    static SqliteBlobs open(Path path, SqliteKeys keys, SecureRandom random) {
        try {
            SqliteBlobs blobs = sound(path, keys, random);
            blobs.writer.start();
            return blobs;
        } catch (SQLException failed) {
            throw StoreUnusable.of(path, "no trace or artifact can be kept", failed);
        }
    }

    private static SqliteBlobs sound(Path path, SqliteKeys keys, SecureRandom random) throws SQLException {
        try {
            return new SqliteBlobs(path, keys, random);
        } catch (SQLException failed) {
            if (!DiskFault.damaged(failed)) throw failed;
            tell(path, failed);
            new SetAside(path).move();
            return new SqliteBlobs(path, keys, random);
        }
    }

    private static void tell(Path path, Exception damage) {
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} is damaged and was set aside; its traces and artifacts are lost, new ones are made. {1}",
                path.getFileName(),
                damage.getMessage());
    }

    private sealed interface Work extends WriterThread.Work {}

    private record Put(Blob blob, AtomicLong lost) implements Work {
        @Override
        public void refuse(Throwable why) {
            lost.incrementAndGet();
        }
    }

    private record Task<T>(OnFile<T> work, CompletableFuture<T> result) implements Work {
        void run() {
            try {
                result.complete(work.run());
            } catch (SQLException | RuntimeException failed) {
                refuse(failed);
            }
        }

        @Override
        public void refuse(Throwable why) {
            result.completeExceptionally(new StoreUnusable("Work on the blobs failed.", why));
        }
    }

    @Override
    public void put(Blob blob) {
        writer.submit(new Put(blob, lost));
    }

    @Override
    public Optional<byte[]> get(String room, long id) {
        return reading(asked -> asked.get(room, id), Optional.empty());
    }

    @Override
    public List<Listed> list(String room, @Nullable MemberId owner, int limit) {
        return reading(asked -> asked.list(room, owner, limit), List.of());
    }

    /// Asks the reader; from a damaged file there is nothing to be had.
    private <T> T reading(Function<BlobReader, T> question, T nothing) {
        BlobReader asked = reader;
        try {
            return question.apply(asked);
        } catch (StoreUnusable failed) {
            if (asked != reader) return question.apply(reader);
            if (!DiskFault.damaged(failed)) throw failed;
            inWriter(() -> {
                // Another reader may have met the damage first.
                if (asked == reader) beginAnew(failed);
                return true;
            });
            return nothing;
        }
    }

    /// Sets the damaged file aside. In the writer's thread only.
    private void beginAnew(Exception damage) throws SQLException {
        tell(path, damage);
        reader.close();
        file.close();
        new SetAside(path).move();
        file = new BlobFile(path);
        reader = new BlobReader(path, keys, random);
    }

    @Override
    public void delete(String room, long id) {
        inWriter(() -> file.delete(room, id));
    }

    @Override
    public int expire(String room, long beforeMillis, Set<MemberId> held) {
        return inWriter(() -> file.expire(room, beforeMillis, held));
    }

    @Override
    public int forget(Erased erased) {
        return inWriter(() -> {
            // A request that was running during the erasure may still put its trace: it is dropped on arrival.
            forgotten = Erased.all(List.of(forgotten, erased));
            try {
                int dropped = file.forget(erased);
                file.writeAnew();
                return dropped;
            } catch (SQLException failed) {
                // An erasure may not wait for a file that cannot be read: all of it goes.
                if (!DiskFault.damaged(failed)) throw failed;
                beginAnew(failed);
                return 0;
            } finally {
                new SetAside(path).drop();
            }
        });
    }

    @Override
    public void flush() {
        inWriter(() -> true);
    }

    /// Blobs that could not be written since the start.
    long lost() {
        return lost.get();
    }

    private void write(List<Work> group) {
        List<Blob> puts = new ArrayList<>(group.size());
        for (Work work : group) {
            switch (work) {
                case Put put -> puts.add(put.blob);
                case Task<?> task -> {
                    save(puts);
                    puts.clear();
                    task.run();
                }
            }
        }
        save(puts);
    }

    private void save(List<Blob> puts) {
        if (puts.isEmpty()) return;
        try {
            List<BlobFile.Row> rows = new ArrayList<>(puts.size());
            for (Blob blob : puts) {
                byte[] bytes = namesForgotten(blob) ? null : sealed(blob);
                if (bytes != null) rows.add(new BlobFile.Row(blob, bytes));
            }
            file.save(rows);
        } catch (SQLException failed) {
            if (lost.get() == 0) LOG.log(System.Logger.Level.WARNING, "Traces and artifacts are being lost.", failed);
            lost.addAndGet(puts.size());
            if (DiskFault.damaged(failed)) beginAnewOrTell(failed);
        }
    }

    private void beginAnewOrTell(SQLException damage) {
        try {
            beginAnew(damage);
        } catch (SQLException | StoreUnusable failed) {
            LOG.log(System.Logger.Level.WARNING, "The damaged file of blobs could not be set aside.", failed);
        }
    }

    private boolean namesForgotten(Blob blob) {
        return (blob.owner() != null && forgotten.names(blob.owner()))
                || blob.namedMembers().stream().anyMatch(forgotten::names)
                || blob.namedItems().stream().anyMatch(forgotten::takes);
    }

    /// Null if the owner's key is gone: then nobody is left to keep the blob for.
    private byte @Nullable [] sealed(Blob blob) {
        if (blob.owner() == null) return blob.bytes();
        byte[] key = keys.key(blob.owner().value());
        if (key == null) return null;
        return sealing.seal(key, BlobReader.bound(blob.room(), blob.id()), blob.bytes());
    }

    private interface OnFile<T> {
        T run() throws SQLException;
    }

    private <T> T inWriter(OnFile<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        writer.submit(new Task<>(work, result));
        return result.join();
    }

    @Override
    public void close() {
        writer.close();
        try {
            reader.close();
            file.close();
        } catch (SQLException failed) {
            throw new StoreUnusable("The blobs could not be closed.", failed);
        }
    }
}
