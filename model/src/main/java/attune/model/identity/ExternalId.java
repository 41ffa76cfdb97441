package attune.model.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The name a network gives a member, an item or a group: any text of 1 to 512 UTF-8 bytes without control
/// characters. It may identify a person, so it is kept only under the owning member's key and never
/// logged.
public record ExternalId(String value) {
    public static final int MAX_BYTES = 512;

    public ExternalId {
        if (value.isBlank()) throw new IllegalArgumentException("An external id must not be blank.");
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "An external id has at most 512 UTF-8 bytes, this one has " + bytes + ".");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An external id must not hold control characters.");
        }
    }

    /// The id, or empty if the text cannot be one: then nothing is named so.
    public static Optional<ExternalId> parse(String text) {
        try {
            return Optional.of(new ExternalId(text));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    /// Hides the value: an external id may name a person, and messages end up in logs.
    @Override
    public String toString() {
        return "ExternalId[…]";
    }
}
