package attune.algorithms.sequence;

import attune.algorithms.linear.Vectors;

/// One block of the transformer: attention and a feed-forward layer, each on normalized rows and added to what came in
/// (pre-norm, Xiong et al., ICML 2020). Remembers the latest forward pass for the backward pass; one thread.
final class Block {
    private final int d;
    private final int hidden;
    private final Norm attentionNorm;
    private final Dense project;
    private final Attention attention;
    private final Dense merge;
    private final Norm forwardNorm;
    private final Dense up;
    private final Dense down;

    private float[] attentionRows = {};
    private float[] projected = {};
    private float[] context = {};
    private float[] attentionMask = {};
    private float[] forwardRows = {};
    private float[] raised = {};
    private float[] forwardMask = {};
    private float[] step = {};
    private float[] wide = {};

    Block(SequenceShape shape, Layout.BlockAt at) {
        d = shape.dimension();
        hidden = shape.hidden();
        attentionNorm = new Norm(d, at.attentionGain(), at.attentionShift());
        project = new Dense(d, 3 * d, at.project(), at.projectShift());
        attention = new Attention(shape, at.distance());
        merge = new Dense(d, d, at.merge(), at.mergeShift());
        forwardNorm = new Norm(d, at.forwardGain(), at.forwardShift());
        up = new Dense(d, hidden, at.up(), at.upShift());
        down = new Dense(hidden, d, at.down(), at.downShift());
    }

    /// Changes the rows x in place.
    void forward(float[] weights, float[] x, int[] starts, Dropout dropout) {
        int rows = starts[starts.length - 1];
        makeRoom(rows);
        attentionNorm.forward(weights, x, rows, attentionRows);
        project.forward(weights, attentionRows, rows, projected);
        attention.forward(weights, projected, starts, context);
        merge.forward(weights, context, rows, step);
        dropout.forward(step, rows * d, attentionMask);
        Vectors.axpy(1, step, 0, x, 0, rows * d);
        forwardNorm.forward(weights, x, rows, forwardRows);
        up.forward(weights, forwardRows, rows, raised);
        for (int i = 0; i < rows * hidden; i++) raised[i] = Math.max(raised[i], 0);
        down.forward(weights, raised, rows, step);
        dropout.forward(step, rows * d, forwardMask);
        Vectors.axpy(1, step, 0, x, 0, rows * d);
    }

    /// Changes the slopes of what went out into those of what came in, in place; adds to the gradient.
    void backward(float[] weights, float[] slopes, int[] starts, Dropout dropout, float[] gradient) {
        int rows = starts[starts.length - 1];
        System.arraycopy(slopes, 0, step, 0, rows * d);
        dropout.backward(step, rows * d, forwardMask);
        down.backward(weights, raised, step, rows, wide, gradient);
        for (int i = 0; i < rows * hidden; i++) wide[i] = raised[i] > 0 ? wide[i] : 0;
        up.backward(weights, forwardRows, wide, rows, step, gradient);
        forwardNorm.backward(weights, step, rows, slopes, gradient);
        System.arraycopy(slopes, 0, step, 0, rows * d);
        dropout.backward(step, rows * d, attentionMask);
        // The rows of both norms are no longer needed from here on, so their room serves for slopes.
        merge.backward(weights, context, step, rows, forwardRows, gradient);
        attention.backward(projected, forwardRows, starts, wide, gradient);
        project.backward(weights, attentionRows, wide, rows, step, gradient);
        attentionNorm.backward(weights, step, rows, slopes, gradient);
    }

    private void makeRoom(int rows) {
        attentionRows = Rooms.atLeast(attentionRows, rows * d);
        projected = Rooms.atLeast(projected, rows * 3 * d);
        context = Rooms.atLeast(context, rows * d);
        attentionMask = Rooms.atLeast(attentionMask, rows * d);
        forwardRows = Rooms.atLeast(forwardRows, rows * d);
        raised = Rooms.atLeast(raised, rows * hidden);
        forwardMask = Rooms.atLeast(forwardMask, rows * d);
        step = Rooms.atLeast(step, rows * d);
        wide = Rooms.atLeast(wide, rows * Math.max(hidden, 3 * d));
    }
}
