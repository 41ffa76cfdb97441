package attune.model.identity;

/// Anything that can be ranked (post, account, group, track), as a dense number assigned by the log and
/// never reused.
public record ItemId(int value) implements Comparable<ItemId> {
    public ItemId {
        if (value < 0) throw new IllegalArgumentException("A dense id is zero or more, not " + value + ".");
    }

    @Override
    public int compareTo(ItemId other) {
        return Integer.compare(value, other.value);
    }
}
