package attune.store.embedded;

import attune.model.event.Envelope;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.log.Timekeeper;
import attune.store.projection.State;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that decides the order of the log. It takes what is queued, writes it in one transaction (beside it a
/// [Scribe] makes the rows of large groups), syncs it, folds it into the state, and only then completes the futures;
/// what arrives meanwhile forms the
/// next group.
///
/// Failure (decision 0023): a group that cannot be committed is not acknowledged. After a full disk the file is
/// opened anew and the writer goes on if it finds there exactly what it had acknowledged. After any other fault of
/// the disk it stops, says so on every call, and the process must start again: nobody knows what a failed sync
/// left behind.
///
/// Time: a fact never arrives before the one in front of it. When the clock was set back, arrival times stand
/// still until it has caught up.
final class LogWriter implements AutoCloseable {
    static final int GROUP_DRAFTS = 4096;
    /// A clock this far behind the newest fact is told.
    private static final long CLOCK_SLACK_MILLIS = 60_000;
    private static final System.Logger LOG = System.getLogger("attune.store.log");

    private final Path path;
    private final SqliteKeys keys;
    private final State state;
    private final DirectoryFold directory;
    private final Watch watch;
    private final Digests digests;
    private final InstantSource clock;
    private final SecureRandom random;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    /// The thread of the [Scribe].
    private final ExecutorService beside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("attune-log-scribe").daemon(true).factory());

    // Written by the thread only.
    private final List<Work.Append> group = new ArrayList<>();
    /// Of a group that failed together, those not yet tried alone.
    private final Deque<Work.Append> untried = new ArrayDeque<>();
    private LogFile file;
    private GroupWriter drafts;
    private long lastArrivalMillis;
    private boolean clockBehind;
    private Timekeeper hears = Timekeeper.NOBODY;
    private long startedNanos;
    private long writtenNanos;
    private volatile Timekeeper times = Timekeeper.NOBODY;
    private volatile long head;
    private volatile @Nullable String stopped;

    LogWriter(
            Path path,
            SqliteKeys keys,
            State state,
            DirectoryFold directory,
            Watch watch,
            Digests digests,
            InstantSource clock,
            SecureRandom random)
            throws SQLException {
        this.path = path;
        this.keys = keys;
        this.state = state;
        this.directory = directory;
        this.watch = watch;
        this.digests = digests;
        this.clock = clock;
        this.random = random;
        this.file = LogFile.settled(path);
        this.head = file.head();
        this.lastArrivalMillis = file.lastArrivalMillis();
        directory.startAt(file.next());
        this.drafts = newGroup();
        this.thread = Thread.ofPlatform().name("attune-log-writer").daemon(true).unstarted(this::run);
    }

    private sealed interface Work {
        /// @param done called once, before the outcomes are complete
        record Append(List<GroupWriter.Prepared> drafts, CompletableFuture<List<Outcome>> outcomes, Runnable done)
                implements Work {
            void complete(List<Outcome> each) {
                done.run();
                outcomes.complete(each);
            }

            void fail(RuntimeException why) {
                done.run();
                outcomes.completeExceptionally(why);
            }
        }

        record Task(Runnable run, CompletableFuture<?> result) implements Work {}

        record Close() implements Work {}
    }

    void start() {
        thread.start();
    }

    /// The last sequence on disk and folded.
    long head() {
        return head;
    }

    /// Who hears of every group from the next one on.
    void keepTimes(Timekeeper hears) {
        times = hears;
    }

    /// Why nothing is taken any more; empty while the writer works.
    Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    void append(List<GroupWriter.Prepared> prepared, CompletableFuture<List<Outcome>> outcomes, Runnable done) {
        enqueue(new Work.Append(prepared, outcomes, done));
    }

    /// Work that needs the log's file.
    @FunctionalInterface
    interface OnFile<T> {
        T run(LogFile file) throws SQLException;
    }

    /// Runs a piece of work between two groups and waits for it. Not for the writer's own thread.
    <T> T between(OnFile<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                result.complete(work.run(file));
            } catch (SQLException | RuntimeException failed) {
                if (DiskFault.of(failed) == DiskFault.LASTING) stop(failed);
                result.completeExceptionally(
                        new LogUnavailable("Work on the log failed: " + failed.getMessage(), stopped == null, failed));
            }
        };
        enqueue(new Work.Task(run, result));
        return result.join();
    }

    private void enqueue(Work work) {
        queue.add(work);
        // A writer that stopped meanwhile takes nothing any more; whoever comes late clears the queue.
        if (stopped != null) failQueued();
    }

    private void run() {
        try {
            while (stopped == null) step();
        } catch (Error fatal) {
            stopped = "The log stopped: its writer died of " + fatal.getClass().getName() + ". Start again.";
            LOG.log(System.Logger.Level.ERROR, stopped, fatal);
        } finally {
            failGroup(new LogUnavailable(String.valueOf(stopped), false));
            failQueued();
            beside.shutdown();
            closeFile();
        }
    }

    private void step() {
        Work work = next();
        int waiting = 0;
        while (work instanceof Work.Append append) {
            group.add(append);
            waiting += append.drafts.size();
            work = waiting < GROUP_DRAFTS ? queue.poll() : null;
        }
        if (!group.isEmpty()) commit();
        if (work instanceof Work.Task task) run(task);
        if (work instanceof Work.Close && stopped == null) stopped = "The log is closed.";
    }

    /// A file that stopped the writer is left as it is.
    private void run(Work.Task task) {
        if (stopped == null) task.run.run();
        else task.result.completeExceptionally(new LogUnavailable(stopped, false));
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

    /// Commits and folds the group. If one of its appends throws, which only a broken resolution does, each is
    /// tried on its own.
    private void commit() {
        hears = times;
        startedNanos = hears.nowNanos();
        try {
            fold(Database.inTransaction(file.connection(), this::write));
        } catch (SQLException | RuntimeException failed) {
            if (DiskFault.of(failed) == DiskFault.LASTING) {
                stop(failed);
                failGroup(new LogUnavailable(
                        stopped + " It is not known whether this batch was kept; send it again then, with the same"
                                + " idempotency ids.",
                        false,
                        failed));
                return;
            }
            recover(failed);
            if (failed instanceof SQLException) {
                String what = "The log could not write; nothing of this batch was kept: " + failed.getMessage();
                failGroup(new LogUnavailable(what, stopped == null, failed));
            } else if (group.size() == 1 || stopped != null) {
                failGroup((RuntimeException) failed);
            } else {
                commitOneByOne();
            }
        }
    }

    private void commitOneByOne() {
        untried.addAll(group);
        group.clear();
        while (stopped == null && !untried.isEmpty()) {
            group.add(untried.remove());
            commit();
        }
        failGroup(new LogUnavailable(String.valueOf(stopped), false));
    }

    private List<List<Outcome>> write() throws SQLException {
        try {
            return writeGroup();
        } catch (SQLException | RuntimeException | Error failed) {
            drafts.drop();
            throw failed;
        }
    }

    private List<List<Outcome>> writeGroup() throws SQLException {
        drafts.begin(group.stream().flatMap(append -> append.drafts.stream()).toList());
        List<List<Outcome>> outcomes = new ArrayList<>(group.size());
        long now = arrivalMillis();
        for (Work.Append append : group) {
            List<Outcome> each = new ArrayList<>(append.drafts.size());
            for (GroupWriter.Prepared draft : append.drafts) each.add(drafts.write(draft, now));
            outcomes.add(each);
        }
        drafts.finish();
        keys.persist();
        writtenNanos = hears.nowNanos();
        return outcomes;
    }

    private long arrivalMillis() {
        long now = clock.millis();
        boolean behind = now < lastArrivalMillis - CLOCK_SLACK_MILLIS;
        if (behind && !clockBehind) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The clock is {0} s behind the newest fact; arrival times stand still until it has caught up."
                            + " Maybe the clock was set back.",
                    (lastArrivalMillis - now) / 1_000);
        }
        clockBehind = behind;
        lastArrivalMillis = Math.max(now, lastArrivalMillis);
        return lastArrivalMillis;
    }

    private void fold(List<List<Outcome>> outcomes) {
        List<Envelope> written = drafts.written();
        long syncedNanos = hears.nowNanos();
        int facts = written.size();
        try {
            if (!written.isEmpty()) {
                state.fold(written, drafts.erased());
                head = written.getLast().sequence();
            }
            drafts.reset(head);
        } catch (RuntimeException broken) {
            stopped = "The log stopped: a projection failed to fold what is on disk. Start again to replay it.";
            LOG.log(System.Logger.Level.ERROR, stopped, broken);
            failGroup(new LogUnavailable(stopped, false, broken));
            return;
        }
        long foldedNanos = hears.nowNanos();
        for (int i = 0; i < outcomes.size(); i++) group.get(i).complete(outcomes.get(i));
        hears.committed(
                new Timekeeper.Group(group.size(), facts, startedNanos, writtenNanos, syncedNanos, foldedNanos));
        group.clear();
    }

    /// Opens the file anew, which rolls back whatever was not committed, and compares it with what was
    /// acknowledged.
    private void recover(Exception cause) {
        try {
            file.close();
            file = new LogFile(path);
            if (file.head() != head) throw new SQLException("the file holds facts that were never acknowledged");
            drafts = newGroup();
            watch.failed();
            // A message of an adapter's exception may hold a member's text, so only SQLite's own is told.
            String why = cause instanceof SQLException
                    ? cause.getMessage()
                    : cause.getClass().getName();
            LOG.log(System.Logger.Level.WARNING, "The log refused a group and goes on: {0}", why);
        } catch (SQLException failed) {
            stop(failed);
        }
    }

    private void stop(Exception cause) {
        stopped = "The log stopped: its file cannot be trusted (" + cause.getMessage()
                + "). Start again once the disk is well.";
        LOG.log(System.Logger.Level.ERROR, stopped, cause);
    }

    private GroupWriter newGroup() {
        Scribe scribe = new Scribe(file, new FactSealing(keys, random), beside);
        return new GroupWriter(file, new FactSealing(keys, random), scribe, digests, directory, watch, head);
    }

    private void failGroup(RuntimeException why) {
        for (Work.Append append : group) append.fail(why);
        group.clear();
        if (stopped == null) return;
        for (Work.Append append : untried) append.fail(why);
        untried.clear();
    }

    private void failQueued() {
        LogUnavailable why = new LogUnavailable(String.valueOf(stopped), false);
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            switch (work) {
                case Work.Append append -> append.fail(why);
                case Work.Task task -> task.result.completeExceptionally(why);
                case Work.Close _ -> {}
            }
        }
    }

    private void closeFile() {
        try {
            file.close();
        } catch (SQLException failed) {
            LOG.log(System.Logger.Level.WARNING, "The log's file could not be closed.", failed);
        }
    }

    /// Writes what is queued, then ends the thread.
    @Override
    public void close() {
        queue.add(new Work.Close());
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
