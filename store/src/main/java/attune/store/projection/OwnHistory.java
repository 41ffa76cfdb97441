package attune.store.projection;

import attune.store.view.HistoriesView;

/// One member's engagements as a stage reads them, newest first.
record OwnHistory(EngagementRing ring) implements HistoriesView.History {
    @Override
    public int size() {
        return ring.size();
    }

    @Override
    public int item(int index) {
        return ring.partner(index);
    }

    @Override
    public int act(int index) {
        return ring.act(index);
    }

    @Override
    public long millis(int index) {
        return ring.millis(index);
    }

    @Override
    public long value(int index) {
        return ring.value(index);
    }

    @Override
    public long actsOn(int item) {
        return ring.actsWith(item);
    }
}
