package attune.algorithms.linear;

import java.util.Arrays;

/// The right-hand side of dense products, copied once into the order in which [TileKernels] reads it.
///
/// After Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (ACM TOMS 2008): panels of as many
/// columns as a tile has, cut into blocks of [#DEPTH] rows, so that one panel of one block stays in the first cache
/// while many rows pass it. The left-hand side is read where it lies, through two strides, so transposed factors
/// cost nothing there. The buffer grows and is used again; one object belongs to one thread while it is packed, and
/// may be read by many afterwards. Packing takes O(rows · columns), a product O(m · rows · columns).
public final class PackedMatrix {

    /// Rows of a block: a panel of it is 32 KiB with vectors of 512 bits.
    static final int DEPTH = 256;

    private static final int WIDTH = TileKernels.COLUMNS;

    private float[] panels = {};
    private int rows;
    private int columns;

    /// Takes the matrix whose element (r, c) is `source[from + r · rowStride + c · columnStride]`.
    public PackedMatrix pack(float[] source, int from, int rowStride, int columnStride, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int width = (columns + WIDTH - 1) / WIDTH * WIDTH;
        if (panels.length < rows * width) panels = new float[rows * width];
        for (int top = 0; top < rows; top += DEPTH) {
            int depth = Math.min(DEPTH, rows - top);
            for (int left = 0; left < columns; left += WIDTH) {
                int start = from + top * rowStride + left * columnStride;
                int to = top * width + left * depth;
                copyPanel(source, start, rowStride, columnStride, depth, Math.min(WIDTH, columns - left), to);
            }
        }
        return this;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// `out[r, c] = Σ_j a[r, j] · this[j, c]`, or `+=` with `add`, for m rows.
    ///
    /// Element (r, j) of the left-hand side is `a[from + r · rowStride + j · stepStride]`, (r, c) of the result is
    /// `out[to + r · outStride + c]`. `tile` is scratch of at least [#scratch] numbers. The order of additions
    /// depends on
    /// neither m nor the rows beside, so a row's result is the same in every batch.
    public void multiply(
            float[] a,
            int from,
            int rowStride,
            int stepStride,
            int m,
            float[] out,
            int to,
            int outStride,
            boolean add,
            float[] tile) {
        int width = (columns + WIDTH - 1) / WIDTH * WIDTH;
        for (int top = 0; top < rows; top += DEPTH) {
            int depth = Math.min(DEPTH, rows - top);
            boolean adds = add || top > 0;
            for (int left = 0; left < columns; left += WIDTH) {
                int panel = top * width + left * depth;
                int start = from + top * stepStride;
                int valid = Math.min(WIDTH, columns - left);
                if (valid == WIDTH)
                    whole(a, start, rowStride, stepStride, m, depth, panel, out, to + left, outStride, adds);
                else
                    partial(
                            a,
                            start,
                            rowStride,
                            stepStride,
                            m,
                            depth,
                            panel,
                            out,
                            to + left,
                            outStride,
                            adds,
                            valid,
                            tile);
            }
        }
        if (rows == 0 && !add) {
            for (int row = 0; row < m; row++) Arrays.fill(out, to + row * outStride, to + row * outStride + columns, 0);
        }
    }

    /// The size of a scratch tile.
    public static int scratch() {
        return TileKernels.ROWS * WIDTH;
    }

    private void copyPanel(float[] source, int start, int rowStride, int columnStride, int depth, int valid, int to) {
        for (int row = 0; row < depth; row++) {
            int at = to + row * WIDTH;
            if (columnStride == 1) {
                System.arraycopy(source, start + row * rowStride, panels, at, valid);
            } else {
                for (int column = 0; column < valid; column++) {
                    panels[at + column] = source[start + row * rowStride + column * columnStride];
                }
            }
            if (valid < WIDTH) Arrays.fill(panels, at + valid, at + WIDTH, 0);
        }
    }

    private void whole(
            float[] a,
            int from,
            int rowStride,
            int stepStride,
            int m,
            int depth,
            int panel,
            float[] out,
            int to,
            int outStride,
            boolean add) {
        int row = 0;
        while (row < m) {
            int height = TileKernels.height(m - row);
            TileKernels.multiply(
                    height,
                    a,
                    from + row * rowStride,
                    rowStride,
                    stepStride,
                    depth,
                    panels,
                    panel,
                    out,
                    to + row * outStride,
                    outStride,
                    add);
            row += height;
        }
    }

    /// A panel that sticks out to the right of the matrix: through the scratch tile.
    private void partial(
            float[] a,
            int from,
            int rowStride,
            int stepStride,
            int m,
            int depth,
            int panel,
            float[] out,
            int to,
            int outStride,
            boolean add,
            int valid,
            float[] tile) {
        int row = 0;
        while (row < m) {
            int height = TileKernels.height(m - row);
            TileKernels.multiply(
                    height,
                    a,
                    from + row * rowStride,
                    rowStride,
                    stepStride,
                    depth,
                    panels,
                    panel,
                    tile,
                    0,
                    WIDTH,
                    false);
            for (int i = 0; i < height; i++) {
                int at = to + (row + i) * outStride;
                if (!add) System.arraycopy(tile, i * WIDTH, out, at, valid);
                else for (int column = 0; column < valid; column++) out[at + column] += tile[i * WIDTH + column];
            }
            row += height;
        }
    }
}
