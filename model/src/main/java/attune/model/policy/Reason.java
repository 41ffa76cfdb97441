package attune.model.policy;

/// A coded cause for what happened to an item on its way to a member, with the sentence the member reads.
/// The sentence may hold one `{}` for a name or a word that only the member's own trace fills in.
public record Reason(String code, String text) {
    public Reason {
        if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "A reason's code is lower-case words and hyphens, not \"" + code + "\".");
        }
        if (text.isBlank()) throw new IllegalArgumentException("A reason needs a sentence.");
    }

    /// The sentence with its blank filled in.
    public String text(String filling) {
        return text.replace("{}", filling);
    }
}
