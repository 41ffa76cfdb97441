package attune.store.embedded;

import attune.model.event.Envelope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Encodes, seals and inserts what the log's writer decided, beside it: while the writer resolves and watches one fact,
/// the rows of those before it go into the same transaction from another thread, in order. What is decided depends on
/// rows in rare cases only (a post that is edited, a record that is undone), and those wait for [#finish], as the
/// commit does.
///
/// Threads: called by the writer only. The other thread works on what [#write] and [#ahead] handed over; where that is
/// little, the writer does it itself, since handing over costs more.
final class Scribe {
    /// So many rows are worth handing over.
    static final int ROWS = 128;

    private final LogFile file;
    private final FactSealing facts;
    private final Executor beside;
    private List<Row> rows = new ArrayList<>(ROWS);
    /// The newest piece handed over, which ends after all before it.
    private @Nullable Future<?> newest;

    /// @param facts  used here only
    /// @param beside one thread, which does one thing after the other
    Scribe(LogFile file, FactSealing facts, Executor beside) {
        this.file = file;
        this.facts = facts;
        this.beside = beside;
    }

    private record Row(Envelope envelope, byte @Nullable [] idempotency, byte @Nullable [] record) {}

    /// What the file is to do in this transaction.
    interface Piece {
        void run() throws SQLException;
    }

    /// Something the writer needs no answer to.
    void ahead(Piece piece) {
        Future<?> before = newest;
        CompletableFuture<Void> done = new CompletableFuture<>();
        newest = done;
        beside.execute(() -> {
            try {
                // After one that failed nothing is written any more: the transaction is lost.
                if (before != null) before.get();
                piece.run();
                done.complete(null);
            } catch (ExecutionException failed) {
                done.completeExceptionally(failed.getCause());
            } catch (Throwable failed) {
                done.completeExceptionally(failed);
            }
        });
    }

    void write(Envelope envelope, byte @Nullable [] idempotency, byte @Nullable [] record) {
        rows.add(new Row(envelope, idempotency, record));
        if (rows.size() < ROWS) return;
        List<Row> full = rows;
        rows = new ArrayList<>(ROWS);
        ahead(() -> insert(full));
    }

    /// Returns when every row is in the file; throws what kept one of them out.
    void finish() throws SQLException {
        Future<?> last = newest;
        if (last != null) {
            Throwable failed = await(last);
            newest = null;
            if (failed instanceof SQLException broken) throw broken;
            if (failed instanceof RuntimeException broken) throw broken;
            if (failed instanceof Error broken) throw broken;
            if (failed != null) throw new IllegalStateException(failed);
        }
        if (rows.isEmpty()) return;
        insert(rows);
        rows.clear();
    }

    /// Returns when nothing is written any more, so that the transaction can be undone. What was not written yet is
    /// dropped.
    void drop() {
        rows.clear();
        Future<?> last = newest;
        if (last != null) await(last);
        newest = null;
    }

    private void insert(List<Row> some) throws SQLException {
        for (Row row : some) {
            Envelope envelope = row.envelope;
            file.insert(envelope.sequence(), facts.row(envelope), row.idempotency, row.record);
        }
    }

    /// What the piece failed with, or null. An interrupt must not let the writer go on while rows are written.
    private static @Nullable Throwable await(Future<?> piece) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    piece.get();
                    return null;
                } catch (ExecutionException failed) {
                    return failed.getCause();
                } catch (InterruptedException told) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
