package attune.model.identity;

/// A subject items are about, as a dense number assigned by the log and never reused.
public record TopicId(int value) implements Comparable<TopicId> {
    public TopicId {
        if (value < 0) throw new IllegalArgumentException("A dense id is zero or more, not " + value + ".");
    }

    @Override
    public int compareTo(TopicId other) {
        return Integer.compare(value, other.value);
    }
}
