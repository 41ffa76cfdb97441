package attune.algorithms.linear;

import attune.algorithms.collaborative.Ranges;

/// The Gram matrix of many short rows: the small square that least squares and orthonormal bases are made from.
public final class Gram {

    /// Rows of a partial sum. Fixed, so that the result does not depend on how ranges are cut.
    private static final int BLOCK = 4_096;

    private Gram() {}

    /// `Σ v vᵀ` over rows v of `vectors`, row-major with d columns; `double[d * d]`. Time rows · d² multiply-adds,
    /// spread
    /// over ranges; memory 4 · d² bytes per 4,096 rows. Products are summed in float within a block, in double
    /// beyond.
    public static double[] of(float[] vectors, int d, Ranges ranges) {
        int rows = vectors.length / d;
        float[][] parts = new float[(rows + BLOCK - 1) / BLOCK][];
        ranges.each(parts.length, (from, to) -> {
            float[] tile = new float[PackedMatrix.scratch()];
            PackedMatrix packed = new PackedMatrix();
            for (int block = from; block < to; block++) {
                int top = block * BLOCK;
                int height = Math.min(BLOCK, rows - top);
                parts[block] = new float[d * d];
                packed.pack(vectors, top * d, d, 1, height, d)
                        .multiply(vectors, top * d, 1, d, d, parts[block], 0, d, false, tile);
            }
        });
        double[] gram = new double[d * d];
        for (float[] part : parts) {
            for (int at = 0; at < gram.length; at++) {
                gram[at] += part[at];
            }
        }
        return gram;
    }
}
