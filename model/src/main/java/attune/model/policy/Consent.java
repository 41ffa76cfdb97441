package attune.model.policy;

/// A member's answer for one purpose.
///
/// @param version of the text the member agreed to
/// @param sinceMillis event time of the answer, epoch milliseconds
public record Consent(Purpose purpose, boolean given, int version, long sinceMillis) {}
