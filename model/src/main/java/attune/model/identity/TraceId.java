package attune.model.identity;

import java.util.HexFormat;
import java.util.Optional;

/// The record of one pipeline run, as a random 64-bit number. Outside it appears only inside a signed
/// reference.
public record TraceId(long value) {
    public String hex() {
        return HexFormat.of().toHexDigits(value);
    }

    /// The id written by [#hex()], or empty if the text is not one.
    public static Optional<TraceId> parse(String hex) {
        if (hex.length() != 16) return Optional.empty();
        try {
            return Optional.of(new TraceId(Long.parseUnsignedLong(hex, 16)));
        } catch (NumberFormatException notHex) {
            return Optional.empty();
        }
    }
}
