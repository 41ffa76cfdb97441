package attune.algorithms.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// One tile of a dense product held in registers: some rows by two vectors of columns, over one panel of a
/// [PackedMatrix].
///
/// Each height is one static method written out, because vectors in arrays or across calls would be boxed, at a
/// sixth of the speed; two vectors by eight rows need 16 of the 32 registers of a machine with vectors of 512 bits and
/// hide the latency of its multiply-adds, and by four rows fit the 16 registers of the narrower ones.
final class TileKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// Columns of a tile.
    static final int COLUMNS = 2 * LANES;
    /// Most rows of a tile.
    static final int ROWS = LANES >= 16 ? 8 : 4;

    private TileKernels() {}

    /// The height of the next tile when so many rows are left: 8, 4 or 1.
    static int height(int left) {
        if (left >= ROWS) return ROWS;
        return left >= 4 ? 4 : 1;
    }

    /// `out[to + r · outStride + c] (+)= Σ_j a[at + r · rowStride + j · stepStride] · b[bAt + j · COLUMNS + c]`.
    static void multiply(
            int height,
            float[] a,
            int at,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bAt,
            float[] out,
            int to,
            int outStride,
            boolean add) {
        switch (height) {
            case 8 -> eight(a, at, rowStride, stepStride, depth, b, bAt, out, to, outStride, add);
            case 4 -> four(a, at, rowStride, stepStride, depth, b, bAt, out, to, outStride, add);
            case 1 -> one(a, at, stepStride, depth, b, bAt, out, to, add);
            default -> throw new IllegalArgumentException("no kernel of " + height + " rows; only of 8, 4 and 1");
        }
    }

    private static void eight(
            float[] a,
            int at,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bAt,
            float[] out,
            int to,
            int outStride,
            boolean add) {
        FloatVector left0 = FloatVector.zero(SPECIES);
        FloatVector right0 = FloatVector.zero(SPECIES);
        FloatVector left1 = FloatVector.zero(SPECIES);
        FloatVector right1 = FloatVector.zero(SPECIES);
        FloatVector left2 = FloatVector.zero(SPECIES);
        FloatVector right2 = FloatVector.zero(SPECIES);
        FloatVector left3 = FloatVector.zero(SPECIES);
        FloatVector right3 = FloatVector.zero(SPECIES);
        FloatVector left4 = FloatVector.zero(SPECIES);
        FloatVector right4 = FloatVector.zero(SPECIES);
        FloatVector left5 = FloatVector.zero(SPECIES);
        FloatVector right5 = FloatVector.zero(SPECIES);
        FloatVector left6 = FloatVector.zero(SPECIES);
        FloatVector right6 = FloatVector.zero(SPECIES);
        FloatVector left7 = FloatVector.zero(SPECIES);
        FloatVector right7 = FloatVector.zero(SPECIES);
        int row1 = at + rowStride;
        int row2 = at + 2 * rowStride;
        int row3 = at + 3 * rowStride;
        int row4 = at + 4 * rowStride;
        int row5 = at + 5 * rowStride;
        int row6 = at + 6 * rowStride;
        int row7 = at + 7 * rowStride;
        for (int j = 0; j < depth; j++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS + LANES);
            int step = j * stepStride;
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[at + step]);
            left0 = left.fma(factor0, left0);
            right0 = right.fma(factor0, right0);
            FloatVector factor1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
            left1 = left.fma(factor1, left1);
            right1 = right.fma(factor1, right1);
            FloatVector factor2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
            left2 = left.fma(factor2, left2);
            right2 = right.fma(factor2, right2);
            FloatVector factor3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
            left3 = left.fma(factor3, left3);
            right3 = right.fma(factor3, right3);
            FloatVector factor4 = FloatVector.broadcast(SPECIES, a[row4 + step]);
            left4 = left.fma(factor4, left4);
            right4 = right.fma(factor4, right4);
            FloatVector factor5 = FloatVector.broadcast(SPECIES, a[row5 + step]);
            left5 = left.fma(factor5, left5);
            right5 = right.fma(factor5, right5);
            FloatVector factor6 = FloatVector.broadcast(SPECIES, a[row6 + step]);
            left6 = left.fma(factor6, left6);
            right6 = right.fma(factor6, right6);
            FloatVector factor7 = FloatVector.broadcast(SPECIES, a[row7 + step]);
            left7 = left.fma(factor7, left7);
            right7 = right.fma(factor7, right7);
        }
        if (add) {
            left0 = left0.add(FloatVector.fromArray(SPECIES, out, to));
            right0 = right0.add(FloatVector.fromArray(SPECIES, out, to + LANES));
            left1 = left1.add(FloatVector.fromArray(SPECIES, out, to + outStride));
            right1 = right1.add(FloatVector.fromArray(SPECIES, out, to + outStride + LANES));
            left2 = left2.add(FloatVector.fromArray(SPECIES, out, to + 2 * outStride));
            right2 = right2.add(FloatVector.fromArray(SPECIES, out, to + 2 * outStride + LANES));
            left3 = left3.add(FloatVector.fromArray(SPECIES, out, to + 3 * outStride));
            right3 = right3.add(FloatVector.fromArray(SPECIES, out, to + 3 * outStride + LANES));
            left4 = left4.add(FloatVector.fromArray(SPECIES, out, to + 4 * outStride));
            right4 = right4.add(FloatVector.fromArray(SPECIES, out, to + 4 * outStride + LANES));
            left5 = left5.add(FloatVector.fromArray(SPECIES, out, to + 5 * outStride));
            right5 = right5.add(FloatVector.fromArray(SPECIES, out, to + 5 * outStride + LANES));
            left6 = left6.add(FloatVector.fromArray(SPECIES, out, to + 6 * outStride));
            right6 = right6.add(FloatVector.fromArray(SPECIES, out, to + 6 * outStride + LANES));
            left7 = left7.add(FloatVector.fromArray(SPECIES, out, to + 7 * outStride));
            right7 = right7.add(FloatVector.fromArray(SPECIES, out, to + 7 * outStride + LANES));
        }
        left0.intoArray(out, to);
        right0.intoArray(out, to + LANES);
        left1.intoArray(out, to + outStride);
        right1.intoArray(out, to + outStride + LANES);
        left2.intoArray(out, to + 2 * outStride);
        right2.intoArray(out, to + 2 * outStride + LANES);
        left3.intoArray(out, to + 3 * outStride);
        right3.intoArray(out, to + 3 * outStride + LANES);
        left4.intoArray(out, to + 4 * outStride);
        right4.intoArray(out, to + 4 * outStride + LANES);
        left5.intoArray(out, to + 5 * outStride);
        right5.intoArray(out, to + 5 * outStride + LANES);
        left6.intoArray(out, to + 6 * outStride);
        right6.intoArray(out, to + 6 * outStride + LANES);
        left7.intoArray(out, to + 7 * outStride);
        right7.intoArray(out, to + 7 * outStride + LANES);
    }

    private static void four(
            float[] a,
            int at,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bAt,
            float[] out,
            int to,
            int outStride,
            boolean add) {
        FloatVector left0 = FloatVector.zero(SPECIES);
        FloatVector right0 = FloatVector.zero(SPECIES);
        FloatVector left1 = FloatVector.zero(SPECIES);
        FloatVector right1 = FloatVector.zero(SPECIES);
        FloatVector left2 = FloatVector.zero(SPECIES);
        FloatVector right2 = FloatVector.zero(SPECIES);
        FloatVector left3 = FloatVector.zero(SPECIES);
        FloatVector right3 = FloatVector.zero(SPECIES);
        int row1 = at + rowStride;
        int row2 = at + 2 * rowStride;
        int row3 = at + 3 * rowStride;
        for (int j = 0; j < depth; j++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS + LANES);
            int step = j * stepStride;
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[at + step]);
            left0 = left.fma(factor0, left0);
            right0 = right.fma(factor0, right0);
            FloatVector factor1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
            left1 = left.fma(factor1, left1);
            right1 = right.fma(factor1, right1);
            FloatVector factor2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
            left2 = left.fma(factor2, left2);
            right2 = right.fma(factor2, right2);
            FloatVector factor3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
            left3 = left.fma(factor3, left3);
            right3 = right.fma(factor3, right3);
        }
        if (add) {
            left0 = left0.add(FloatVector.fromArray(SPECIES, out, to));
            right0 = right0.add(FloatVector.fromArray(SPECIES, out, to + LANES));
            left1 = left1.add(FloatVector.fromArray(SPECIES, out, to + outStride));
            right1 = right1.add(FloatVector.fromArray(SPECIES, out, to + outStride + LANES));
            left2 = left2.add(FloatVector.fromArray(SPECIES, out, to + 2 * outStride));
            right2 = right2.add(FloatVector.fromArray(SPECIES, out, to + 2 * outStride + LANES));
            left3 = left3.add(FloatVector.fromArray(SPECIES, out, to + 3 * outStride));
            right3 = right3.add(FloatVector.fromArray(SPECIES, out, to + 3 * outStride + LANES));
        }
        left0.intoArray(out, to);
        right0.intoArray(out, to + LANES);
        left1.intoArray(out, to + outStride);
        right1.intoArray(out, to + outStride + LANES);
        left2.intoArray(out, to + 2 * outStride);
        right2.intoArray(out, to + 2 * outStride + LANES);
        left3.intoArray(out, to + 3 * outStride);
        right3.intoArray(out, to + 3 * outStride + LANES);
    }

    private static void one(
            float[] a, int at, int stepStride, int depth, float[] b, int bAt, float[] out, int to, boolean add) {
        FloatVector left0 = FloatVector.zero(SPECIES);
        FloatVector right0 = FloatVector.zero(SPECIES);
        for (int j = 0; j < depth; j++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + j * COLUMNS + LANES);
            int step = j * stepStride;
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[at + step]);
            left0 = left.fma(factor0, left0);
            right0 = right.fma(factor0, right0);
        }
        if (add) {
            left0 = left0.add(FloatVector.fromArray(SPECIES, out, to));
            right0 = right0.add(FloatVector.fromArray(SPECIES, out, to + LANES));
        }
        left0.intoArray(out, to);
        right0.intoArray(out, to + LANES);
    }
}
