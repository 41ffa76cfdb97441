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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Blobs in a SQLite file of their own, written by one thread in the order they came. Whoever puts waits only when
/// [#QUEUE] others are waiting, so that a slow disk slows requests instead of filling memory. A blob that cannot be
/// written is lost, counted and told once: it can be rebuilt or done without.
final class SqliteBlobs implements Blobs {
    static final int QUEUE = 1024;
    private static final int GROUP = 256;
    private static final System.Logger LOG = System.getLogger("attune.store.blob");

    private final SqliteKeys keys;
    private final BlobFile file;
    private final BlobReader reader;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Thread writer;

    // Written by the writer's thread only.
    private final Sealing sealing;
    private Erased forgotten = Erased.NOBODY;
    private final AtomicLong lost = new AtomicLong();

    private SqliteBlobs(Path path, SqliteKeys keys, SecureRandom random) throws SQLException {
        this.keys = keys;
        this.file = new BlobFile(path);
        this.reader = new BlobReader(path, keys, random);
        this.sealing = new Sealing(random);
        this.writer =
                Thread.ofPlatform().name("attune-blob-writer").daemon(true).unstarted(this::write);
    }

    static SqliteBlobs open(Path path, SqliteKeys keys, SecureRandom random) {
        try {
            SqliteBlobs blobs = new SqliteBlobs(path, keys, random);
            blobs.writer.start();
            return blobs;
        } catch (SQLException failed) {
            throw new StoreUnusable("The blobs in " + path.getFileName() + " could not be opened.", failed);
        }
    }

    private sealed interface Work {
        record Put(Blob blob) implements Work {}

        record Task(Runnable run) implements Work {}

        record Close() implements Work {}
    }

    @Override
    public void put(Blob blob) {
        enqueue(new Work.Put(blob));
    }

    @Override
    public Optional<byte[]> get(String room, long id) {
        return reader.get(room, id);
    }

    @Override
    public List<Listed> list(String room, @Nullable MemberId owner, int limit) {
        return reader.list(room, owner, limit);
    }

    @Override
    public void delete(String room, long id) {
        inWriter(() -> file.delete(room, id));
    }

    @Override
    public int expire(String room, long beforeMillis) {
        return inWriter(() -> file.expire(room, beforeMillis));
    }

    @Override
    public int forget(Erased erased) {
        return inWriter(() -> {
            // A request that was running during the erasure may still put its trace: it is dropped on arrival.
            forgotten = Erased.all(List.of(forgotten, erased));
            int dropped = file.forget(erased);
            file.writeAnew();
            return dropped;
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

    private void write() {
        List<Blob> puts = new ArrayList<>(GROUP);
        while (true) {
            Work work = next();
            while (work instanceof Work.Put put) {
                puts.add(put.blob);
                work = puts.size() < GROUP ? queue.poll() : null;
            }
            if (!puts.isEmpty()) save(puts);
            puts.clear();
            if (work instanceof Work.Task task) task.run.run();
            if (work instanceof Work.Close) return;
        }
    }

    private Work next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException ignored) {
                // Only close() ends the writer.
            }
        }
    }

    private void save(List<Blob> puts) {
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
        enqueue(new Work.Task(() -> {
            try {
                result.complete(work.run());
            } catch (SQLException | RuntimeException failed) {
                result.completeExceptionally(new StoreUnusable("Work on the blobs failed.", failed));
            }
        }));
        return result.join();
    }

    private void enqueue(Work work) {
        try {
            queue.put(work);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (work instanceof Work.Task task) task.run.run();
        }
    }

    @Override
    public void close() {
        enqueue(new Work.Close());
        try {
            writer.join();
            reader.close();
            file.close();
        } catch (SQLException failed) {
            throw new StoreUnusable("The blobs could not be closed.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
