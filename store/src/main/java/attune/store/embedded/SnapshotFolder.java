package attune.store.embedded;

import attune.store.keys.Secrets;
import attune.store.projection.Projection;
import attune.store.projection.State;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.snapshot.SnapshotMisfit;
import attune.store.snapshot.Snapshots;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The snapshots of one community (decision 0020): a folder per sequence, in it a file per projection. A folder appears
/// under its name only when all its files are synced, so it is whole or not there.
///
/// Threads: any; one at a time, so that deleting waits for one being written and then deletes it too.
final class SnapshotFolder implements Snapshots {
    /// Raised when the frame of the files changes; what projections write has formats of its own.
    private static final int FRAME = 1;
    /// The newest, and one to fall back on.
    private static final int KEPT = 2;
    /// Files read at once.
    private static final int LOADERS = 2;

    private static final String PART = ".part";

    private final Path folder;
    private final Secrets secrets;
    private final SecureRandom random;

    SnapshotFolder(Path folder, Secrets secrets, SecureRandom random) {
        this.folder = folder;
        this.secrets = secrets;
        this.random = random;
    }

    /// Tells what a snapshot at a sequence must agree with: a checksum of the newest fact up to it. A log restored
    /// from an older copy has other facts at the same sequence.
    @FunctionalInterface
    interface Mark {
        long at(long sequence);
    }

    /// @param sequence the state's; 0 if there was nothing to save
    record Saved(long sequence, long bytes) {}

    /// Writes the state as it stands. Folding waits while the arrays are written, requests do not; syncing happens
    /// after.
    synchronized Saved save(State state, Mark mark) {
        try {
            OwnerOnly.createFolder(folder);
            dropUnfinished();
            List<Path> files = new ArrayList<>();
            Path part = folder.resolve("now" + PART);
            OwnerOnly.createFolder(part);
            long sequence = state.still(() -> write(part, state, mark, files));
            long bytes = 0;
            for (Path file : files) {
                sync(file);
                bytes += Files.size(file);
            }
            sync(part);
            Path target = folder.resolve(Long.toString(sequence));
            if (sequence == 0 || Files.exists(target)) {
                delete(part);
                return new Saved(sequence, 0);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
            for (long old : sequences().stream().skip(KEPT).toList()) delete(folder.resolve(Long.toString(old)));
            return new Saved(sequence, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("A snapshot could not be written to " + folder.getFileName() + ".", failed);
        }
    }

    private long write(Path part, State state, Mark mark, List<Path> files) {
        long sequence = state.sequence();
        long marked = mark.at(sequence);
        for (Projection projection : state.projections()) {
            Path file = part.resolve(projection.name());
            files.add(file);
            try (FileChannel channel = OwnerOnly.createFile(file);
                    OutputStream out = Channels.newOutputStream(channel)) {
                ArrayWriter writer =
                        new ArrayWriter(out, new SnapshotSeal(secrets, projection.name(), sequence, random));
                byte[] name = projection.name().getBytes(StandardCharsets.UTF_8);
                writer.number(FRAME).bytes(name, name.length).number(projection.format());
                writer.number(sequence).number(marked);
                projection.save(writer);
                writer.end();
            } catch (IOException failed) {
                throw new UncheckedIOException("The snapshot " + file.getFileName() + " could not be written.", failed);
            }
        }
        return sequence;
    }

    /// What a start found.
    ///
    /// @param sequence of the snapshot loaded, or 0
    /// @param passedOver why others were not
    record Loaded(long sequence, List<String> passedOver) {}

    /// Loads the newest snapshot that fits into all projections, which must be fresh, or leaves them fresh.
    ///
    /// @param head no snapshot lies beyond it: a start would have stopped, see [LogFile#checkReaches]
    synchronized Loaded load(State state, long head, Mark mark) {
        List<String> passedOver = new ArrayList<>();
        List<byte[]> fresh = state.projections().stream().map(this::fresh).toList();
        for (long sequence : sequences()) {
            try {
                if (sequence > head) throw new SnapshotMisfit("It lies beyond the end of the log.");
                long marked = mark.at(sequence);
                state.restore(() -> load(state.projections(), sequence, marked));
                return new Loaded(sequence, passedOver);
            } catch (RuntimeException misfit) {
                // Whatever is wrong with a snapshot, the log is the truth; a fault of the code shows itself here too.
                passedOver.add("Snapshot " + sequence + " was passed over: " + misfit.getMessage() + drop(sequence));
                state.restore(() -> refresh(state.projections(), fresh));
            }
        }
        return new Loaded(0, passedOver);
    }

    /// Reads one snapshot to its end into fresh projections; throws [SnapshotMisfit] if anything of it does not
    /// fit.
    /// Changes nothing.
    void read(State state, long sequence, long marked) {
        state.restore(() -> load(state.projections(), sequence, marked));
    }

    /// No projection reads another one while it loads, so some load at once.
    private long load(List<Projection> projections, long sequence, long marked) {
        Path from = folder.resolve(Long.toString(sequence));
        List<Future<?>> loads = new ArrayList<>();
        // Closing waits for all, also after a misfit: nothing may go on loading what is then made fresh again.
        try (ExecutorService loaders = Executors.newFixedThreadPool(LOADERS)) {
            for (Projection projection : projections) {
                loads.add(loaders.submit(() -> load(from.resolve(projection.name()), projection, sequence, marked)));
            }
        }
        loads.forEach(SnapshotFolder::demandLoaded);
        return sequence;
    }

    private static void demandLoaded(Future<?> load) {
        if (load.state() == Future.State.SUCCESS) return;
        switch (load.exceptionNow()) {
            case RuntimeException misfit -> throw misfit;
            case Error broken -> throw broken;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private void load(Path file, Projection projection, long sequence, long marked) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ArrayReader reader = new ArrayReader(
                    in, Files.size(file), new SnapshotSeal(secrets, projection.name(), sequence, random));
            demand(reader.number() == FRAME, projection, "frame");
            demand(new String(reader.bytes(), StandardCharsets.UTF_8).equals(projection.name()), projection, "name");
            demand(reader.number() == projection.format(), projection, "format");
            demand(reader.number() == sequence, projection, "sequence");
            demand(reader.number() == marked, projection, "log");
            projection.load(reader);
            reader.end();
        } catch (IOException failed) {
            throw new SnapshotMisfit("The file of " + projection.name() + " could not be read.", failed);
        }
    }

    private static void demand(boolean fits, Projection projection, String what) {
        if (!fits) throw new SnapshotMisfit("The file of " + projection.name() + " has another " + what + ".");
    }

    private byte[] fresh(Projection projection) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrayWriter writer = new ArrayWriter(out, new SnapshotSeal(secrets, projection.name(), 0, random));
        projection.save(writer);
        writer.end();
        return out.toByteArray();
    }

    private long refresh(List<Projection> projections, List<byte[]> fresh) {
        for (int k = 0; k < projections.size(); k++) {
            Projection projection = projections.get(k);
            byte[] bytes = fresh.get(k);
            projection.load(new ArrayReader(
                    new ByteArrayInputStream(bytes),
                    bytes.length,
                    new SnapshotSeal(secrets, projection.name(), 0, random)));
        }
        return 0;
    }

    /// Newest first.
    synchronized List<Long> sequences() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,18}"))
                    .map(Long::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("The snapshots could not be listed.", failed);
        }
    }

    /// The newest sequence, 0 if there is none.
    long newest() {
        return sequences().stream().findFirst().orElse(0L);
    }

    @Override
    public synchronized void deleteAll() {
        try {
            deleteAll(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("The snapshots could not be deleted.", failed);
        }
    }

    static void deleteAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.toList()) delete(one);
        }
        sync(folder);
    }

    /// What did not fit once never will; kept, it would take the place of one that does. Returns what is left to be
    /// said of it.
    private String drop(long sequence) {
        Path misfit = folder.resolve(Long.toString(sequence));
        try {
            delete(misfit);
            return "";
        } catch (IOException failed) {
            // The log is the truth and the start goes on; nothing is ever loaded from what does not fit.
            return " It could not be deleted (" + failed + "): delete " + misfit + " by hand.";
        }
    }

    private void dropUnfinished() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.filter(path -> path.toString().endsWith(PART)).toList()) delete(one);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.toList()) Files.delete(file);
            }
        }
        Files.delete(path);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
