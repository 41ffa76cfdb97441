package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.store.log.Compaction;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.ErasureLedger;
import attune.store.log.EventLog;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The log in one SQLite file. A single writer thread takes what is queued, writes it in one transaction, syncs it,
/// folds it into the state, and only then completes the futures; what arrives meanwhile forms the next group.
///
/// Overflow: at most [#QUEUE_DRAFTS] drafts wait; `append` waits two seconds for room and then refuses, so that
/// pressure reaches the sender instead of memory. Futures complete in the writer's thread: hang nothing slow on them.
///
/// Failure: a group that cannot be committed is not acknowledged; the file is opened anew and the log goes on if it
/// finds there exactly what it had acknowledged. Otherwise it stops, says so on every call, and the process must
/// start again.
final class SqliteEventLog implements EventLog, Compaction, ErasureLedger {
    static final int GROUP_DRAFTS = 4096;
    static final int QUEUE_DRAFTS = 65_536;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final System.Logger LOG = System.getLogger("attune.store.log");

    private final Path path;
    private final SqliteKeys keys;
    private final State state;
    private final DirectoryFold directory;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Digests digests;
    private final Semaphore room = new Semaphore(QUEUE_DRAFTS, true);
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread writer;

    // Written by the writer's thread only.
    private LogFile file;
    private GroupWriter group;
    private volatile long head;
    private volatile @Nullable String stopped;

    private SqliteEventLog(
            Path path, SqliteKeys keys, State state, DirectoryFold directory, InstantSource clock, SecureRandom random)
            throws SQLException {
        this.path = path;
        this.keys = keys;
        this.state = state;
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.digests = new Digests(keys);
        this.file = new LogFile(path);
        this.head = file.head();
        directory.startAt(file.next());
        this.group = newGroup();
        this.writer = Thread.ofPlatform().name("attune-log-writer").daemon(true).unstarted(this::write);
    }

    /// Opens the file and starts the writer; folds nothing.
    static SqliteEventLog open(
            Path path,
            SqliteKeys keys,
            State state,
            DirectoryFold directory,
            InstantSource clock,
            SecureRandom random) {
        try {
            SqliteEventLog log = new SqliteEventLog(path, keys, state, directory, clock, random);
            log.writer.start();
            return log;
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "The log " + path.getFileName() + " could not be opened. Maybe it is damaged.", failed);
        }
    }

    private sealed interface Work {
        record Append(List<GroupWriter.Prepared> drafts, CompletableFuture<List<Outcome>> outcomes) implements Work {}

        record Task(Runnable run) implements Work {}

        record Close() implements Work {}
    }

    @Override
    public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        List<GroupWriter.Prepared> prepared = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            prepared.add(new GroupWriter.Prepared(draft, digests.idempotency(draft), digests.record(draft.origin())));
        }
        Work.Append append = new Work.Append(prepared, new CompletableFuture<>());
        int permits = permits(append);
        try {
            if (!room.tryAcquire(permits, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                append.outcomes.completeExceptionally(new LogUnavailable(
                        "The log's queue stayed full for two seconds. Maybe send less at a time.", true));
                return append.outcomes;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            append.outcomes.completeExceptionally(new LogUnavailable("Interrupted while waiting for the log.", true));
            return append.outcomes;
        }
        queue.add(append);
        if (stopped != null) failQueued();
        return append.outcomes;
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        return new LogReader(path, new FactSealing(keys, random)).replay(after, head, each);
    }

    @Override
    public Counts compact(Erased erased) {
        return new LogCompaction(path, new FactSealing(keys, random), this).compact(erased, head);
    }

    @Override
    public List<Erased> unfinished() {
        return inWriter(LogFile::unfinishedErasures);
    }

    @Override
    public void finished(MemberId member) {
        inWriter(file -> {
            file.finishErasure(member.value(), clock.millis());
            return true;
        });
    }

    /// Runs a piece of work between two groups, in the writer's thread, and waits for it.
    <T> T inWriter(OnFile<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        queue.add(new Work.Task(() -> {
            try {
                result.complete(work.run(file));
            } catch (SQLException | RuntimeException failed) {
                result.completeExceptionally(
                        new LogUnavailable("Work on the log failed: " + failed.getMessage(), true, failed));
            }
        }));
        if (stopped != null) failQueued();
        return result.join();
    }

    /// Work that needs the log's file.
    @FunctionalInterface
    interface OnFile<T> {
        T run(LogFile file) throws SQLException;
    }

    private void write() {
        List<Work.Append> appends = new ArrayList<>();
        while (stopped == null) {
            Work work = next();
            int drafts = 0;
            while (work instanceof Work.Append append) {
                appends.add(append);
                drafts += append.drafts.size();
                work = drafts < GROUP_DRAFTS ? queue.poll() : null;
            }
            if (!appends.isEmpty()) commit(appends);
            appends.clear();
            if (work instanceof Work.Task task) task.run.run();
            if (work instanceof Work.Close) stopped = "The log is closed.";
        }
        failQueued();
        try {
            file.close();
        } catch (SQLException failed) {
            LOG.log(System.Logger.Level.WARNING, "The log's file could not be closed.", failed);
        }
    }

    private Work next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException ignored) {
                // Only close() ends the writer; an interrupt from elsewhere must not lose what is queued.
            }
        }
    }

    /// Writes appends as one group. If one of them throws, which only a broken resolution does, each is tried on
    /// its
    /// own.
    private void commit(List<Work.Append> appends) {
        List<List<Outcome>> outcomes;
        try {
            outcomes = Database.inTransaction(file.connection(), () -> write(appends));
        } catch (SQLException failed) {
            recover(failed);
            fail(
                    appends,
                    new LogUnavailable(
                            "The log could not write; nothing of this batch was kept: " + failed.getMessage(),
                            stopped == null,
                            failed));
            return;
        } catch (RuntimeException broken) {
            recover(broken);
            if (appends.size() > 1 && stopped == null) {
                for (Work.Append append : appends) commit(List.of(append));
            } else {
                fail(appends, broken);
            }
            return;
        }
        fold(appends, outcomes);
    }

    private List<List<Outcome>> write(List<Work.Append> appends) throws SQLException {
        List<List<Outcome>> outcomes = new ArrayList<>(appends.size());
        long now = clock.millis();
        for (Work.Append append : appends) {
            List<Outcome> each = new ArrayList<>(append.drafts.size());
            for (GroupWriter.Prepared draft : append.drafts) each.add(group.write(draft, now));
            outcomes.add(each);
        }
        group.advance();
        keys.persist();
        return outcomes;
    }

    private void fold(List<Work.Append> appends, List<List<Outcome>> outcomes) {
        List<Envelope> written = group.written();
        try {
            if (!written.isEmpty()) {
                state.fold(written);
                head = written.getLast().sequence();
            }
            group.reset(head);
        } catch (RuntimeException broken) {
            stopped = "The log stopped: a projection failed to fold what is on disk. Start again to replay it.";
            LOG.log(System.Logger.Level.ERROR, stopped, broken);
            fail(appends, new LogUnavailable(stopped, false, broken));
            return;
        }
        for (int i = 0; i < appends.size(); i++) {
            room.release(permits(appends.get(i)));
            appends.get(i).outcomes.complete(outcomes.get(i));
        }
    }

    /// Opens the file anew, which rolls back whatever was not committed, and compares it with what was
    /// acknowledged.
    private void recover(Exception cause) {
        try {
            file.close();
            file = new LogFile(path);
            if (file.head() != head) throw new SQLException("The file holds facts that were never acknowledged.");
            group = newGroup();
            LOG.log(System.Logger.Level.WARNING, "The log lost a group before acknowledging it, and goes on.", cause);
        } catch (SQLException failed) {
            stopped = "The log stopped: its file cannot be written (" + failed.getMessage()
                    + "). Start again once the disk is well.";
            LOG.log(System.Logger.Level.ERROR, stopped, failed);
        }
    }

    private GroupWriter newGroup() {
        return new GroupWriter(file, new FactSealing(keys, random), digests, directory, head);
    }

    private void fail(List<Work.Append> appends, RuntimeException why) {
        for (Work.Append append : appends) {
            room.release(permits(append));
            append.outcomes.completeExceptionally(why);
        }
    }

    private void failQueued() {
        LogUnavailable why = new LogUnavailable(String.valueOf(stopped), false);
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            switch (work) {
                case Work.Append append -> fail(List.of(append), why);
                case Work.Task task -> task.run.run();
                case Work.Close _ -> {}
            }
        }
    }

    private static int permits(Work.Append append) {
        return Math.min(append.drafts.size(), QUEUE_DRAFTS);
    }

    /// Writes what is queued, then ends the writer.
    @Override
    public void close() {
        queue.add(new Work.Close());
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
