package attune.house.fault.feed.stage;

import attune.house.fault.pipeline.stage.Stage;

/// Breaks "pure stages", and not openly: its companion reads.
final class ReadingFilter implements Stage.Filter {
    private final Companion companion = new Companion();

    @Override
    public boolean keeps(int row) {
        return companion.exists(row);
    }
}
