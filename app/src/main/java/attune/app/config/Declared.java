package attune.app.config;

/// A key as its room declared it: what the reference page says, and what a misspelt key is compared with.
///
/// @param absent  the default as a file would say it; a word in brackets when there is none
/// @param allowed the type and its range, in words
public record Declared(String key, String allowed, String absent, String meaning) {}
