package attune.house.fault.feed.stage;

/// Breaks nothing: others may see it.
public final class Door {}
