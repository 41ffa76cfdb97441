package attune.model.event;

/// A kind of act, as its row in the community's act table.
public record ActId(int value) {
    public static final int MAX = 63;

    public ActId {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "An act id lies in 0..63, so that a set of acts fits a long; not " + value);
        }
    }

    /// The act's bit in a set of acts held in one `long`.
    public long bit() {
        return 1L << value;
    }
}
