package attune.store.ledger;

import attune.store.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What a ledger was at a moment, for whoever keeps it where the operator of the node cannot reach: C2SP's checkpoint,
/// with the time in an extension line.
///
/// @param origin which ledger
/// @param size how many entries
/// @param root over all of them
public record Checkpoint(String origin, long size, Hash root, long atMillis) {
    private static final String TIME = "time ";

    /// The text that is signed.
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n" + TIME
                + Instant.ofEpochMilli(atMillis) + "\n";
    }

    /// Reads a signed note's text; does not verify its signature.
    public static Checkpoint parse(String note) {
        List<String> lines = note.lines().takeWhile(line -> !line.isEmpty()).toList();
        try {
            if (lines.size() < 4 || !lines.get(3).startsWith(TIME)) throw new IllegalArgumentException("lines");
            return new Checkpoint(
                    lines.get(0),
                    Long.parseUnsignedLong(lines.get(1)),
                    Hash.of(Base64.getDecoder().decode(lines.get(2))),
                    Instant.parse(lines.get(3).substring(TIME.length())).toEpochMilli());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "This is no checkpoint: that has four lines (origin, size, root, time), an empty one, a signature.",
                    malformed);
        }
    }

    /// The notes of a file of checkpoints, in order: each a text, an empty line, and lines of signatures.
    public static List<String> notes(String file) {
        List<String> notes = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        boolean signed = false;
        for (String line : file.lines().toList()) {
            if (signed && !line.startsWith("\u2014 ")) {
                notes.add(note.toString());
                note.setLength(0);
                signed = false;
                if (line.isEmpty()) continue;
            }
            signed |= line.startsWith("\u2014 ");
            note.append(line).append('\n');
        }
        if (!note.isEmpty()) notes.add(note.toString());
        return notes;
    }
}
