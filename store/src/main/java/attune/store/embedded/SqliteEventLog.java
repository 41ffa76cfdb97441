package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.log.Expiration;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.projection.State;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import attune.store.retention.Cutoffs;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// The log in one SQLite file: admits drafts to its [LogWriter] and reads back what that wrote.
///
/// Overflow: at most [#QUEUE_DRAFTS] drafts wait; `append` waits two seconds for room and then refuses, so that
/// pressure reaches the sender instead of memory. Futures complete in the writer's thread: hang nothing slow on
/// them.
final class SqliteEventLog implements EventLog, Compaction, Expiration, ErasureLedger {
    static final int QUEUE_DRAFTS = 65_536;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Path path;
    private final SqliteKeys keys;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Digests digests;
    private final LogWriter writer;
    private final Semaphore room = new Semaphore(QUEUE_DRAFTS, true);

    private SqliteEventLog(
            Path path, SqliteKeys keys, InstantSource clock, SecureRandom random, Digests digests, LogWriter writer) {
        this.path = path;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
        this.digests = digests;
        this.writer = writer;
    }

    /// Opens the file and starts the writer; folds nothing.
    static SqliteEventLog open(
            Path path,
            SqliteKeys keys,
            State state,
            DirectoryFold directory,
            Watch watch,
            InstantSource clock,
            SecureRandom random) {
        try {
            Digests digests = new Digests(keys);
            LogWriter writer = new LogWriter(path, keys, state, directory, watch, digests, clock, random);
            writer.start();
            return new SqliteEventLog(path, keys, clock, random, digests, writer);
        } catch (SQLException failed) {
            throw StoreUnusable.of(path, "no fact can be read from it", failed);
        }
    }

    @Override
    public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        List<GroupWriter.Prepared> prepared = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            prepared.add(new GroupWriter.Prepared(draft, digests.idempotency(draft), digests.record(draft.origin())));
        }
        int permits = Math.min(drafts.size(), QUEUE_DRAFTS);
        try {
            if (!room.tryAcquire(permits, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return refused("The log's queue stayed full for two seconds. Maybe send less at a time.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return refused("Interrupted while waiting for the log.");
        }
        CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
        writer.append(prepared, outcomes, () -> room.release(permits));
        return outcomes;
    }

    private static CompletableFuture<List<Outcome>> refused(String why) {
        return CompletableFuture.failedFuture(new LogUnavailable(why, true));
    }

    @Override
    public long head() {
        return writer.head();
    }

    @Override
    public Optional<String> stopped() {
        return writer.stopped();
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        return new LogReader(path, new FactSealing(keys, random)).replay(after, head(), each);
    }

    @Override
    public void read(long[] sequences, Consumer<Envelope> each) {
        new LogReader(path, new FactSealing(keys, random)).read(sequences, each);
    }

    /// A replay whose reading and decoding runs ahead in a thread of its own; `fold` runs in the caller's, group by
    /// group. For the replay of a start, which is long and has the machine to itself.
    ReplayReport replayAhead(long after, Consumer<List<Envelope>> fold) {
        return new ReadAhead(each -> replay(after, each)).replay(fold);
    }

    /// A checksum of the newest fact up to the sequence; 0 if there is none. Tells one log from another.
    long mark(long sequence) {
        return new LogReader(path, new FactSealing(keys, random)).mark(sequence);
    }

    /// Throws if facts are missing that nobody took out: a damaged page can lose rows without a trace. For the
    /// replay of a start, while nothing is appended or taken out.
    void checkComplete(long after, ReplayReport replayed) {
        long there = replayed.read() + replayed.unknownType() + replayed.unreadable();
        long missing = head() - after - there;
        long dropped = writer.between(LogFile::dropped);
        if (missing < 0 || missing > dropped || (after == 0 && missing != dropped)) {
            throw new LogUnavailable(
                    "Of the facts after " + after + ", " + there + " are there and " + missing + " are not, while only "
                            + dropped + " were ever erased.",
                    false);
        }
    }

    @Override
    public Counts compact(Erased erased, Consumer<Envelope> taken) {
        return new LogCompaction(path, new FactSealing(keys, random), writer).compact(erased, head(), taken);
    }

    @Override
    public long expire(Cutoffs cutoffs, IntPredicate held, boolean anew) {
        return new LogCompaction(path, new FactSealing(keys, random), writer).expire(cutoffs, held, head(), anew);
    }

    @Override
    public List<Erased> unfinished() {
        return writer.between(LogFile::unfinishedErasures);
    }

    @Override
    public void finished(List<MemberId> members) {
        writer.between(file -> {
            file.finishErasures(members, clock.millis());
            return true;
        });
    }

    LogWriter writer() {
        return writer;
    }

    /// Writes what is queued, then ends the writer.
    @Override
    public void close() {
        writer.close();
    }
}
