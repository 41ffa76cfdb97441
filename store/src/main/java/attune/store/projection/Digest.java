package attune.store.projection;

/// An order-dependent 64-bit digest of folded state. Not cryptographic: it tells two honest folds apart.
public final class Digest {
    private long state = 0xcbf29ce484222325L;

    public Digest add(long value) {
        long mixed = (state ^ value) * 0x9E3779B97F4A7C15L;
        state = mixed ^ (mixed >>> 29);
        return this;
    }

    public Digest add(double value) {
        return add(Double.doubleToLongBits(value));
    }

    public Digest add(CharSequence text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) add(text.charAt(i));
        return this;
    }

    public long value() {
        return state;
    }
}
