package attune.house.fault.store;

/// Breaks "floors": the store knows a wing.
final class LooksUp {
    Object up() {
        return new attune.house.fault.feed.stage.Door();
    }
}
