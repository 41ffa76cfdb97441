package attune.networks.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One line of a file, or one record that spans several.
///
/// @param file its name, without folder and without `.gz`
/// @param number of its first line, from 1
public record Line(String file, long number, String text) {

    Place place() {
        return new Place(file, number, null);
    }

    /// The idempotency id of one fact this line states: the same file read again states nothing twice, and two
    /// equal lines are two facts. A line that was changed is a new one, and so is one that is read another way.
    ///
    /// @param reading how the line is read, where that is not always the same
    String id(String part, String reading) {
        String read = reading.isEmpty() ? "" : '\n' + reading;
        return "line-" + digest(file + '\n' + number + '\n' + text + read).substring(0, 32) + "-" + part;
    }

    /// The idempotency id of something that files mention, such as a member; the same wherever it is mentioned.
    static String idOf(String kind, String name) {
        return kind + "-" + digest(name).substring(0, 32);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
