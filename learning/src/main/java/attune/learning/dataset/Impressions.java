package attune.learning.dataset;

import java.util.Arrays;

/// Impressions as examples: features at the moment of the impression, and the acts that followed.
/// Append-only while it is collected, by one thread.
public final class Impressions {
    private final int features;
    private float[] rows;
    private long[] acted;
    private float[] weights;
    private int[] members;
    private int[] items;
    private long[] millis;
    private int size;
    private long fromSequence;
    private long toSequence;

    public Impressions(int features) {
        this.features = features;
        rows = new float[1024 * features];
        acted = new long[1024];
        weights = new float[1024];
        members = new int[1024];
        items = new int[1024];
        millis = new long[1024];
    }

    /// Appends one impression and returns its row. `source` holds the features from `offset` on.
    public int add(int member, int item, long atMillis, float[] source, int offset, float weight) {
        if (size == acted.length) grow();
        System.arraycopy(source, offset, rows, size * features, features);
        acted[size] = 0;
        weights[size] = weight;
        members[size] = member;
        items[size] = item;
        millis[size] = atMillis;
        return size++;
    }

    private void grow() {
        rows = Arrays.copyOf(rows, rows.length * 2);
        acted = Arrays.copyOf(acted, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
        members = Arrays.copyOf(members, size * 2);
        items = Arrays.copyOf(items, size * 2);
        millis = Arrays.copyOf(millis, size * 2);
    }

    /// Notes an act that followed the impression, by its bit.
    public void act(int row, long actBit) {
        acted[row] |= actBit;
    }

    /// Takes an act back.
    public void undo(int row, long actBit) {
        acted[row] &= ~actBit;
    }

    public void span(long from, long to) {
        fromSequence = from;
        toSequence = to;
    }

    public int size() {
        return size;
    }

    public int features() {
        return features;
    }

    public long acted(int row) {
        return acted[row];
    }

    public int member(int row) {
        return members[row];
    }

    public int item(int row) {
        return items[row];
    }

    public long millis(int row) {
        return millis[row];
    }

    public float value(int row, int feature) {
        return rows[row * features + feature];
    }

    public long fromSequence() {
        return fromSequence;
    }

    public long toSequence() {
        return toSequence;
    }

    /// `float[size * features]`, a copy.
    public float[] rows() {
        return Arrays.copyOf(rows, size * features);
    }

    public float[] weights() {
        return Arrays.copyOf(weights, size);
    }

    /// Whose impression of when may be learned from.
    @FunctionalInterface
    public interface Test {
        boolean passes(int member, long atMillis);
    }

    /// The rows that pass the test, in their order: for leaving out who no longer consents, and what is held.
    public Impressions of(Test test) {
        Impressions kept = new Impressions(features);
        for (int row = 0; row < size; row++) if (test.passes(members[row], millis[row])) copy(row, kept);
        kept.span(fromSequence, toSequence);
        return kept;
    }

    private void copy(int row, Impressions into) {
        int copy = into.add(members[row], items[row], millis[row], rows, row * features, weights[row]);
        into.act(copy, acted[row]);
    }

    /// The rows in [from, to), as a set of their own: a split by time, since rows are in the order of the
    /// log.
    public Impressions slice(int from, int to) {
        Impressions slice = new Impressions(features);
        for (int row = from; row < to; row++) copy(row, slice);
        slice.span(fromSequence, toSequence);
        return slice;
    }
}
