package attune.model.identity;

/// A person with an account, as a dense number assigned by the log and never reused.
public record MemberId(int value) implements Comparable<MemberId> {
    public MemberId {
        if (value < 0) throw new IllegalArgumentException("A dense id is zero or more, not " + value + ".");
    }

    @Override
    public int compareTo(MemberId other) {
        return Integer.compare(value, other.value);
    }
}
