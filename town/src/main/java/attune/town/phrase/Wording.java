package attune.town.phrase;

/// The words of one post, and whether it asks something, so that replies can answer.
public record Wording(String text, boolean question) {}
