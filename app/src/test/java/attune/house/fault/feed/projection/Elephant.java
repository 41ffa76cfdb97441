package attune.house.fault.feed.projection;

import attune.house.fault.store.projection.Projection;

/// Breaks "forgettable and disclosing": never forgets, never tells.
final class Elephant implements Projection {
    final int[] remembered = new int[8];

    @Override
    public void forget(int member) {}

    @Override
    public void disclose(int member) {}
}
