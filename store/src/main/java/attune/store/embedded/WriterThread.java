package attune.store.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that writes a file, and what waits for it. It takes what is queued in the order it came, as one
/// group; what arrives meanwhile forms the next. Nobody waits for ever: once the thread ended, closed or broken by
/// whatever was thrown, all that is queued and all that comes later is refused.
///
/// Threads: any may submit and close. An interrupt of a caller is kept for the caller and changes nothing here.
final class WriterThread<W extends WriterThread.Work> {
    private static final System.Logger LOG = System.getLogger("attune.store");

    private final LinkedBlockingQueue<Optional<W>> queue;
    private final int groupSize;
    private final Writing<W> writing;
    private final Thread thread;
    private volatile @Nullable Throwable ended;

    /// @param waiting how many may wait before whoever submits has to
    /// @param groupSize the most that is written at once
    WriterThread(String name, int waiting, int groupSize, Writing<W> writing) {
        this.queue = new LinkedBlockingQueue<>(waiting);
        this.groupSize = groupSize;
        this.writing = writing;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
    }

    /// Something to be written.
    interface Work {
        /// It is not written, and will not be. Work that is done already takes no notice.
        void refuse(Throwable why);
    }

    /// What the thread does with a group; it tells each work how it went. Whatever it throws ends the thread.
    @FunctionalInterface
    interface Writing<W> {
        void write(List<W> group);
    }

    void start() {
        thread.start();
    }

    void submit(W work) {
        put(Optional.of(work));
    }

    private void put(Optional<W> work) {
        uninterrupted(() -> queue.put(work));
        // A thread that ended meanwhile takes nothing any more; whoever comes late clears the queue.
        Throwable why = ended;
        if (why != null) refuseQueued(why);
    }

    private void run() {
        List<W> group = new ArrayList<>();
        Throwable why = new IllegalStateException("It is closed.");
        try {
            for (boolean goesOn = true; goesOn; ) {
                goesOn = fill(group);
                if (!group.isEmpty()) writing.write(group);
                group.clear();
            }
        } catch (Throwable broken) {
            LOG.log(System.Logger.Level.ERROR, thread.getName() + " broke; what it should write is refused.", broken);
            why = new IllegalStateException("The writer broke: " + broken + ". Start again.", broken);
        }
        ended = why;
        for (W work : group) work.refuse(why);
        refuseQueued(why);
    }

    /// Takes the next group; false if it is the last.
    private boolean fill(List<W> group) {
        List<Optional<W>> first = new ArrayList<>(1);
        uninterrupted(() -> first.add(queue.take()));
        for (Optional<W> work = first.getFirst(); work != null; work = queue.poll()) {
            if (work.isEmpty()) return false;
            group.add(work.get());
            if (group.size() == groupSize) return true;
        }
        return true;
    }

    private void refuseQueued(Throwable why) {
        for (Optional<W> work = queue.poll(); work != null; work = queue.poll()) {
            work.ifPresent(late -> late.refuse(why));
        }
    }

    /// Lets the thread write what is queued, then ends it.
    void close() {
        put(Optional.empty());
        uninterrupted(thread::join);
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.run();
                break;
            } catch (InterruptedException told) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
