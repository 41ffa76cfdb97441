package attune.algorithms.sequence;

import attune.algorithms.linear.PackedMatrix;
import attune.algorithms.linear.RowKernels;
import attune.algorithms.linear.Vectors;
import java.util.Arrays;

/// Causal self-attention of several heads (Vaswani et al., NIPS 2017), each sequence of a batch for itself.
///
/// An act attends to itself and to older ones, with `softmax(q · k / sqrt(size) + distance[how far back])`; the
/// distance
/// is a learned number for each head (Raffel et al., JMLR 2020, without buckets). Rows of the projection hold query,
/// key and value beside each other, `T × 3d`. Time and memory O(heads · Σ length²). Remembers the weights of attention
/// of
/// the latest forward pass; one thread.
final class Attention {
    private final int heads;
    private final int size;
    private final int dimension;
    private final int length;
    private final int distanceAt;
    private final float scale;
    private final PackedMatrix packed = new PackedMatrix();
    private final float[] tile = new float[PackedMatrix.scratch()];
    private float[] attended = {};
    private float[] slopes = {};

    Attention(SequenceShape shape, int distanceAt) {
        heads = shape.heads();
        dimension = shape.dimension();
        size = dimension / heads;
        length = shape.length();
        this.distanceAt = distanceAt;
        scale = (float) (1 / Math.sqrt(size));
    }

    void forward(float[] weights, float[] projected, int[] starts, float[] context) {
        int room = 0;
        for (int s = 0; s + 1 < starts.length; s++) room += heads * square(starts, s);
        attended = Rooms.atLeast(attended, room);
        int at = 0;
        for (int s = 0; s + 1 < starts.length; s++) {
            for (int head = 0; head < heads; head++) {
                attend(weights, projected, starts[s], starts[s + 1] - starts[s], head, at, context);
                at += square(starts, s);
            }
        }
    }

    /// Overwrites the slopes of the projection, adds those of the distances.
    void backward(float[] projected, float[] contextSlopes, int[] starts, float[] projectedSlopes, float[] gradient) {
        int at = 0;
        for (int s = 0; s + 1 < starts.length; s++) {
            slopes = Rooms.atLeast(slopes, square(starts, s));
            for (int head = 0; head < heads; head++) {
                int acts = starts[s + 1] - starts[s];
                retrace(projected, contextSlopes, starts[s], acts, head, at, projectedSlopes, gradient);
                at += square(starts, s);
            }
        }
    }

    private static int square(int[] starts, int sequence) {
        int acts = starts[sequence + 1] - starts[sequence];
        return acts * acts;
    }

    private void attend(float[] weights, float[] projected, int start, int acts, int head, int at, float[] context) {
        int row = 3 * dimension;
        int query = start * row + head * size;
        int key = query + dimension;
        int value = key + dimension;
        packed.pack(projected, key, 1, row, size, acts)
                .multiply(projected, query, row, 1, acts, attended, at, acts, false, tile);
        for (int i = 0; i < acts; i++) {
            int line = at + i * acts;
            int now = distanceAt + head * length + i;
            for (int j = 0; j <= i; j++) attended[line + j] = attended[line + j] * scale + weights[now - j];
            RowKernels.softmax(attended, line, i + 1);
            Arrays.fill(attended, line + i + 1, line + acts, 0);
        }
        packed.pack(projected, value, row, 1, acts, size)
                .multiply(
                        attended, at, acts, 1, acts, context, start * dimension + head * size, dimension, false, tile);
    }

    private void retrace(
            float[] projected,
            float[] contextSlopes,
            int start,
            int acts,
            int head,
            int at,
            float[] projectedSlopes,
            float[] gradient) {
        int row = 3 * dimension;
        int query = start * row + head * size;
        int key = query + dimension;
        int value = key + dimension;
        int context = start * dimension + head * size;
        packed.pack(contextSlopes, context, dimension, 1, acts, size)
                .multiply(attended, at, 1, acts, acts, projectedSlopes, value, row, false, tile);
        packed.pack(projected, value, 1, row, size, acts)
                .multiply(contextSlopes, context, dimension, 1, acts, slopes, 0, acts, false, tile);
        for (int i = 0; i < acts; i++) throughSoftmax(i, acts, at, head, gradient);
        packed.pack(projected, key, row, 1, acts, size)
                .multiply(slopes, 0, acts, 1, acts, projectedSlopes, query, row, false, tile);
        packed.pack(projected, query, row, 1, acts, size)
                .multiply(slopes, 0, 1, acts, acts, projectedSlopes, key, row, false, tile);
    }

    /// From slopes of weights of attention to slopes of what the softmax was taken of, for the act at i.
    private void throughSoftmax(int i, int acts, int at, int head, float[] gradient) {
        int line = i * acts;
        float mean = Vectors.dot(attended, at + line, slopes, line, i + 1);
        int now = distanceAt + head * length + i;
        for (int j = 0; j <= i; j++) {
            float slope = attended[at + line + j] * (slopes[line + j] - mean);
            gradient[now - j] += slope;
            slopes[line + j] = slope * scale;
        }
        Arrays.fill(slopes, line + i + 1, line + acts, 0);
    }
}
