package attune.store.log;

import attune.model.event.Envelope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The one ordered log of a community. Every implementation passes `EventLogContract` in `testkit`.
///
/// Threads: any may append; one writer inside decides the order, commits groups of batches in one transaction
/// and completes the futures only after the transaction is on disk and folded into the state. What hangs on a
/// future runs in that thread, so keep it short.
public interface EventLog extends AutoCloseable {
    /// Queues drafts; outcomes are in the drafts' order. Fails with [LogUnavailable] when the queue stays
    /// full, the disk is full or broken, or the log is closed; then nothing of this batch was
    /// acknowledged. Arrival times never go back, whatever the clock does.
    CompletableFuture<List<Outcome>> append(List<Draft> drafts);

    /// Appends and waits.
    default List<Outcome> appendNow(List<Draft> drafts) {
        return append(drafts).join();
    }

    /// The last durable sequence, or 0.
    long head();

    /// Why nothing is appended any more until the process starts again, in a sentence for the operator; empty while
    /// the log works.
    default Optional<String> stopped() {
        return Optional.empty();
    }

    /// Calls `each` with every readable envelope in (`after`, head at the time of the call], in order.
    /// Envelopes of unknown type or sealed under a destroyed key are passed over and counted.
    ReplayReport replay(long after, Consumer<Envelope> each);

    /// Calls `each` with the readable ones of these facts, in their order: for who found them by a replay and reads
    /// them again, so as not to hold them meanwhile.
    ///
    /// @param sequences in ascending order; one that is not in the log any more is passed over
    default void read(long[] sequences, Consumer<Envelope> each) {
        if (sequences.length == 0) return;
        replay(sequences[0] - 1, envelope -> {
            if (Arrays.binarySearch(sequences, envelope.sequence()) >= 0) each.accept(envelope);
        });
    }

    @Override
    void close();

    /// @param read envelopes handed out
    /// @param unknownType kept in the log, written by a newer version, not understood here
    /// @param unreadable sealed under a key that no longer exists
    record ReplayReport(long read, long unknownType, long unreadable) {}
}
