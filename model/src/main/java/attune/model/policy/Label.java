package attune.model.policy;

/// A mark on an item or a member, set by a person, a rule or another service.
///
/// @param value what it says, such as `spam`, `sensitive` or `removed-by-moderator`
/// @param source who says it: an operator, a model, a labelling service
/// @param negated true takes back an earlier label of the same value and source
/// @param expiresMillis epoch milliseconds after which it no longer holds; [Long#MAX_VALUE] for never
public record Label(String value, String source, boolean negated, long expiresMillis) {
    public Label {
        if (!value.matches("[a-z!][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException(
                    "A label is lower-case letters, digits and hyphens, not \"" + value + "\".");
        }
        if (source.isBlank() || source.length() > 100) {
            throw new IllegalArgumentException("A label's source has 1 to 100 characters.");
        }
    }
}
