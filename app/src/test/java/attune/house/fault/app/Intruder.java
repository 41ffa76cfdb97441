package attune.house.fault.app;

/// Breaks "doors": uses what lies behind the doors of a wing.
final class Intruder {
    Object peek() {
        return new attune.house.fault.feed.here.Here();
    }
}
