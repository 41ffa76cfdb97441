package attune.pipeline.slate;

/// The rows a selector chose, in slate order, with the chance by which each got its place.
public final class Selection {
    private final int[] rows;
    private final float[] propensities;
    private final boolean[] explored;
    private int size;

    public Selection(int limit) {
        rows = new int[limit];
        propensities = new float[limit];
        explored = new boolean[limit];
    }

    /// The ranked choice: it would come out the same every time.
    public void add(int row) {
        add(row, 1f, false);
    }

    /// @param propensity chance in (0, 1] with which this row was drawn for this place
    public void add(int row, float propensity, boolean exploration) {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("A propensity lies in (0, 1], not " + propensity);
        }
        rows[size] = row;
        propensities[size] = propensity;
        explored[size] = exploration;
        size++;
    }

    public boolean full() {
        return size == rows.length;
    }

    public int limit() {
        return rows.length;
    }

    public int size() {
        return size;
    }

    public int row(int position) {
        return rows[position];
    }

    public float propensity(int position) {
        return propensities[position];
    }

    public boolean exploration(int position) {
        return explored[position];
    }
}
