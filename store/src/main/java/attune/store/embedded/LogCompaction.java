package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.codec.EventType;
import attune.store.codec.Fact;
import attune.store.log.Compaction.Counts;
import attune.store.log.Erased;
import attune.store.log.Forgetting;
import attune.store.retention.Cutoffs;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Takes erased members out of the log's file, all in one pass. The search reads beside the writer; the changes
/// are made by the writer in small transactions between groups, so that ingest goes on; only the last step,
/// writing the file anew, makes it wait.
///
/// Its cost grows with the log (decision 0009).
final class LogCompaction {
    private static final int CHANGES_PER_TRANSACTION = 5_000;

    private final Path path;
    private final FactSealing facts;
    private final LogWriter writer;

    LogCompaction(Path path, FactSealing facts, LogWriter writer) {
        this.path = path;
        this.facts = facts;
        this.writer = writer;
    }

    /// What becomes of one row; without a fact it is dropped.
    private record Change(long sequence, byte @Nullable [] fact) {}

    Counts compact(Erased erased, long head, Consumer<Envelope> taken) {
        List<Change> changes = new ArrayList<>();
        long[] counts = new long[2];
        new LogReader(path, facts).rows(0, head, (sequence, row) -> {
            Fact fact = Fact.parse(row);
            if (fact.type() == EventType.MEMBER_ERASED.number() || !names(fact, erased)) return;
            Optional<byte[]> rest = rest(sequence, row, erased, taken);
            changes.add(new Change(sequence, rest.orElse(null)));
            counts[rest.isPresent() ? 1 : 0]++;
            if (changes.size() == CHANGES_PER_TRANSACTION) make(changes);
        });
        make(changes);
        writeAnew();
        return new Counts(counts[0], counts[1]);
    }

    /// Drops what serves no purpose any more, but for the facts of members on hold. Freed cells are
    /// overwritten; the file is written anew only if asked for, since that makes ingest wait.
    long expire(Cutoffs cutoffs, IntPredicate held, long head, boolean anew) {
        List<Change> changes = new ArrayList<>();
        long[] dropped = new long[1];
        long quick = cutoffs.allKeptFrom();
        new LogReader(path, facts).rows(0, head, (sequence, row) -> {
            Fact fact = Fact.parse(row);
            if (fact.eventMillis() >= quick || held.test(fact.owner()) || !gone(sequence, row, cutoffs)) return;
            changes.add(new Change(sequence, null));
            dropped[0]++;
            if (changes.size() == CHANGES_PER_TRANSACTION) make(changes);
        });
        make(changes);
        if (anew) writeAnew();
        return dropped[0];
    }

    private boolean gone(long sequence, byte[] row, Cutoffs cutoffs) {
        return facts.read(sequence, row) instanceof FactSealing.Reading.Known(Envelope envelope)
                && cutoffs.gone(envelope);
    }

    private void writeAnew() {
        writer.between(_ -> {
            new Database(path).writeAnew();
            return true;
        });
    }

    private static boolean names(Fact fact, Erased erased) {
        boolean[] found = new boolean[1];
        fact.names(new Fact.Named() {
            @Override
            public void member(int member) {
                found[0] |= erased.member(member);
            }

            @Override
            public void item(int item) {
                found[0] |= erased.item(item);
            }
        });
        return found[0];
    }

    /// A fact that names an erased member and cannot be read here, being of a newer version, is dropped whole.
    private Optional<byte[]> rest(long sequence, byte[] row, Erased erased, Consumer<Envelope> taken) {
        return switch (facts.read(sequence, row)) {
            case FactSealing.Reading.Known(Envelope envelope) -> {
                taken.accept(envelope);
                Optional<Event> rest = Forgetting.rest(envelope.event(), erased);
                yield rest.map(event -> facts.row(new Envelope(
                        sequence, envelope.eventMillis(), envelope.arrivalMillis(), envelope.origin(), event)));
            }
            case FactSealing.Reading.Unknown _, FactSealing.Reading.Unreadable _ -> Optional.empty();
        };
    }

    private void make(List<Change> changes) {
        if (changes.isEmpty()) return;
        List<Change> now = List.copyOf(changes);
        changes.clear();
        writer.between(file -> Database.inTransaction(file.connection(), () -> apply(file, now)));
    }

    private static int apply(LogFile file, List<Change> changes) throws SQLException {
        try (PreparedStatement drop = file.connection().prepareStatement("delete from events where sequence = ?");
                PreparedStatement rewrite =
                        file.connection().prepareStatement("update events set fact = ? where sequence = ?")) {
            for (Change change : changes) {
                if (change.fact == null) {
                    drop.setLong(1, change.sequence);
                    drop.executeUpdate();
                } else {
                    rewrite.setBytes(1, change.fact);
                    rewrite.setLong(2, change.sequence);
                    rewrite.executeUpdate();
                }
            }
        }
        return changes.size();
    }
}
