package attune.town.phrase;

import java.util.OptionalInt;

/// The words of one post, and which of its topic's questions it asks, if any, so that replies can answer just
/// that.
public record Wording(String text, OptionalInt question) {}
