package attune.store.embedded;

import attune.store.ledger.Checkpoint;
import attune.store.ledger.NoteKey;
import attune.store.merkle.Growth;
import attune.store.merkle.Hash;
import attune.store.merkle.Proofs;
import attune.store.merkle.Subtrees;
import attune.store.merkle.Tree;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a whole ledger and recomputes every hash from the sealed entries: nothing that is stored is believed. A
/// checkpoint binds what was there when it was signed; one that was kept elsewhere also finds a ledger that was cut or
/// rewritten with all its inner hashes right.
///
/// It needs no key to the entries and opens none. The node may be serving meanwhile.
public final class LedgerAudit {
    private static final int MAX_FINDINGS = 1_000;

    private final @Nullable NoteKey verifier;
    private final List<String> findings = new ArrayList<>();
    private final Growth growth = new Growth();
    private final Map<Long, Hash> roots = new HashMap<>();

    private LedgerAudit(@Nullable NoteKey verifier) {
        this.verifier = verifier;
    }

    /// @param size entries read
    /// @param root over them, recomputed
    /// @param checkpoints how many were compared
    /// @param findings what is wrong, in sentences; empty if nothing is
    public record Report(long size, Hash root, int checkpoints, List<String> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        public boolean clean() {
            return findings.isEmpty();
        }
    }

    /// A checkpoint and where it was found.
    public record Found(String place, String note) {}

    /// @param verifier whose signature checkpoints must carry; null to leave signatures unchecked, which is a
    /// finding
    ///     if there are checkpoints
    public static Report of(Path ledger, List<Found> checkpoints, @Nullable NoteKey verifier) {
        LedgerAudit audit = new LedgerAudit(verifier);
        List<Bound> bound = audit.read(checkpoints);
        try (Connection connection = new Database(ledger).reader()) {
            // Entries and hashes as of one moment, though the node may be appending.
            Database.run(connection, "begin");
            audit.entries(connection, bound);
            audit.countNodes(connection);
            audit.compare(bound, LedgerFile.subtrees(connection));
        } catch (SQLException damaged) {
            audit.found("The file " + ledger.getFileName() + " is damaged after entry " + (audit.growth.size() - 1)
                    + ": " + damaged.getMessage());
        }
        return new Report(audit.growth.size(), audit.growth.root(), checkpoints.size(), audit.findings);
    }

    private record Bound(String place, Checkpoint checkpoint) {}

    private void found(String what) {
        if (findings.size() < MAX_FINDINGS) findings.add(what);
    }

    private List<Bound> read(List<Found> checkpoints) {
        List<Bound> bound = new ArrayList<>();
        for (Found one : checkpoints) {
            try {
                bound.add(new Bound(one.place, Checkpoint.parse(one.note)));
            } catch (IllegalArgumentException malformed) {
                found(one.place + " is no checkpoint.");
                continue;
            }
            if (verifier == null) found(one.place + " could not be verified: no verifier key is known.");
            else if (!verifier.signed(one.note)) found(one.place + " is not signed by " + verifier.name() + ".");
        }
        bound.sort(Comparator.comparingLong(one -> one.checkpoint.size()));
        bound.forEach(one -> roots.put(one.checkpoint.size(), Hash.EMPTY));
        return bound;
    }

    private void entries(Connection connection, List<Bound> bound) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select number, sealed from entries order by number");
                PreparedStatement node =
                        connection.prepareStatement("select hash from nodes where level = ? and position = ?");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                if (number != growth.size()) {
                    found("Entry " + growth.size() + " is missing; the next is " + number + ".");
                    return;
                }
                byte[] sealed = rows.getBytes(2);
                append(number, sealed == null ? new byte[0] : sealed, node);
            }
        }
    }

    private void append(long number, byte[] sealed, PreparedStatement node) throws SQLException {
        List<Growth.Completed> completed = growth.append(Hash.leaf(sealed));
        for (Growth.Completed one : completed) {
            node.setInt(1, one.level());
            node.setLong(2, one.position());
            try (ResultSet row = node.executeQuery()) {
                byte[] stored = row.next() ? row.getBytes(1) : null;
                if (stored != null
                        && stored.length == Hash.BYTES
                        && Hash.of(stored).equals(one.hash())) continue;
            }
            found(
                    one.level() == 0
                            ? "Entry " + number + " does not have its hash: it was changed, or its hash was."
                            : "The hash over entries " + (one.position() << one.level()) + " to " + number
                                    + " is not that of the entries.");
        }
        roots.computeIfPresent(growth.size(), (size, none) -> growth.root());
    }

    /// A tree of n leaves has 2n − (bits of n) complete subtrees; more would be hashes of entries that are gone.
    private void countNodes(Connection connection) throws SQLException {
        long expected = 2 * growth.size() - Long.bitCount(growth.size());
        try (PreparedStatement query = connection.prepareStatement("select count(*) from nodes");
                ResultSet row = query.executeQuery()) {
            if (row.getLong(1) != expected) {
                found("The file holds " + row.getLong(1) + " hashes, " + growth.size() + " entries have " + expected
                        + ": entries were cut off or added.");
            }
        }
    }

    private void compare(List<Bound> bound, Subtrees stored) {
        Bound before = null;
        for (Bound one : bound) {
            Checkpoint checkpoint = one.checkpoint;
            if (verifier != null && !checkpoint.origin().equals(verifier.name())) {
                found(one.place + " is of another ledger: " + checkpoint.origin() + ".");
            } else if (checkpoint.size() > growth.size()) {
                found(one.place + " was signed over " + checkpoint.size() + " entries; the ledger has " + growth.size()
                        + ": it was cut.");
            } else if (!roots.getOrDefault(checkpoint.size(), Hash.EMPTY).equals(checkpoint.root())) {
                found(one.place + " was signed over other entries: the first " + checkpoint.size()
                        + " are not what they were.");
            } else if (before != null && findings.isEmpty()) {
                prove(before, one, stored);
            }
            before = one;
        }
    }

    /// The proof that auditors are given must convince them.
    private void prove(Bound before, Bound after, Subtrees stored) {
        List<Hash> proof = new Tree(stored).consistency(before.checkpoint.size(), after.checkpoint.size());
        if (Proofs.consistent(
                before.checkpoint.size(),
                before.checkpoint.root(),
                after.checkpoint.size(),
                after.checkpoint.root(),
                proof)) return;
        found("No proof leads from " + before.place + " to " + after.place + ".");
    }
}
