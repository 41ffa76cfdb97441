package attune.algorithms.field;

import attune.algorithms.linear.Sigmoid;
import attune.algorithms.linear.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A factorization machine and a deep network over the same embeddings, added up to log-odds: DeepFM (Guo et al., IJCAI
/// 2017). The machine remembers which pairs of values go together, the network what whole rows look like.
///
/// Shapes: each column has an embedding `float[dimension]` and a linear weight; a row's embeddings, one per field, are
/// the network's input; each hidden layer is dense with a rectifier. Learns by [#learn], one batch at a time, from the
/// mean log loss; gradients are written by hand and checked against differences by the tests. Time per row
/// O(weights of the network). One thread.
public final class DeepMachine {
    private static final double EMBEDDING_SPREAD = 0.05;
    private static final int SCORED_AT_ONCE = 512;

    private final Shape shape;
    private final int inputs;
    private final Parameter constant = new Parameter(1);
    private final Parameter linear;
    private final Parameter embeddings;
    private final List<DenseLayer> layers = new ArrayList<>();
    private final Parameter head;
    private final RandomGenerator random;

    /// @param dimension of embeddings; `fields · dimension` and each of `hidden` are multiples of [Vectors#padded]
    /// @param dropout share of hidden values left out of each row while learning (Srivastava et al., JMLR 2014)
    public record Shape(int fields, int columns, int dimension, List<Integer> hidden, float dropout) {

        public Shape {
            hidden = List.copyOf(hidden);
            boolean padded = hidden.stream().allMatch(width -> width > 0 && width == Vectors.padded(width));
            int inputs = fields * dimension;
            if (hidden.isEmpty() || !padded || inputs != Vectors.padded(inputs) || !(dropout >= 0 && dropout < 1)) {
                throw new IllegalArgumentException("need hidden layers and inputs in multiples of " + Vectors.padded(1)
                        + " and a dropout in [0, 1), got " + hidden + ", " + inputs + " and " + dropout);
            }
        }
    }

    /// How far one step goes.
    ///
    /// @param rate Adam's
    /// @param embeddingDecay share of embeddings and linear weights that a step of rate 1 takes away
    /// @param layerDecay the same for the network
    public record Pace(float rate, float embeddingDecay, float layerDecay) {}

    /// @param random draws the start, and later what dropout leaves out
    public DeepMachine(Shape shape, RandomGenerator random) {
        this.shape = shape;
        this.random = random;
        this.inputs = shape.fields() * shape.dimension();
        linear = new Parameter(shape.columns());
        embeddings = Parameter.normal(shape.columns() * shape.dimension(), EMBEDDING_SPREAD, random);
        int width = inputs;
        for (int next : shape.hidden()) {
            layers.add(new DenseLayer(width, next, random));
            width = next;
        }
        head = Parameter.normal(width, Math.sqrt(1.0 / width), random);
    }

    /// Log-odds of each row.
    public float[] score(FieldRows rows) {
        float[] scores = new float[rows.size()];
        for (int from = 0; from < scores.length; from += SCORED_AT_ONCE) {
            int n = Math.min(SCORED_AT_ONCE, scores.length - from);
            Pass pass = new Pass(rows, consecutive(from, n), false);
            pass.forward();
            System.arraycopy(pass.scores, 0, scores, from, n);
        }
        return scores;
    }

    /// Learns from each row once, in random order, and returns the mean loss on the way. Labels are 0 or 1.
    public double learn(FieldRows rows, int batch, Pace pace) {
        int[] order = consecutive(0, rows.size());
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        double loss = 0;
        for (int from = 0; from < order.length; from += batch) {
            int[] picked = Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
            loss += gradients(rows, picked, true) * picked.length;
            step(pace);
        }
        return loss / order.length;
    }

    private static int[] consecutive(int from, int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    /// Adds the mean loss's gradients over the picked rows to all parameters, and returns that loss.
    double gradients(FieldRows rows, int[] picked, boolean dropping) {
        Pass pass = new Pass(rows, picked, dropping);
        pass.forward();
        return pass.backward();
    }

    private void step(Pace pace) {
        constant.step(pace.rate(), 0);
        linear.step(pace.rate(), pace.embeddingDecay());
        embeddings.step(pace.rate(), pace.embeddingDecay());
        for (DenseLayer layer : layers) {
            layer.weights.step(pace.rate(), pace.layerDecay());
            layer.bias.step(pace.rate(), 0);
        }
        head.step(pace.rate(), pace.layerDecay());
    }

    /// All that is learnt, for the check against differences.
    List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(constant, linear, embeddings));
        for (DenseLayer layer : layers) {
            all.addAll(layer.parameters());
        }
        all.add(head);
        return all;
    }

    /// One batch on its way up and down.
    private final class Pass {
        private final FieldRows rows;
        private final int[] picked;
        private final boolean dropping;
        private final int n;
        private final float[] sums;
        private final List<float[]> values = new ArrayList<>();
        private final float[] scores;

        Pass(FieldRows rows, int[] picked, boolean dropping) {
            this.rows = rows;
            this.picked = picked;
            this.dropping = dropping && shape.dropout() > 0;
            this.n = picked.length;
            this.sums = new float[n * shape.dimension()];
            this.scores = new float[n];
        }

        void forward() {
            values.add(embed());
            for (DenseLayer layer : layers) {
                float[] next = new float[n * layer.out];
                layer.forward(values.getLast(), n, next);
                if (dropping) {
                    drop(next);
                }
                values.add(next);
            }
            float[] last = values.getLast();
            int width = head.values.length;
            for (int row = 0; row < n; row++) {
                scores[row] += Vectors.dot(last, row * width, head.values, 0, width);
            }
        }

        /// Fills the network's input, and scores by the factorization machine.
        private float[] embed() {
            int dimension = shape.dimension();
            float[] input = new float[n * inputs];
            for (int row = 0; row < n; row++) {
                float score = constant.values[0];
                float squares = 0;
                for (int field = 0; field < shape.fields(); field++) {
                    int column = rows.column(picked[row], field);
                    int at = row * inputs + field * dimension;
                    System.arraycopy(embeddings.values, column * dimension, input, at, dimension);
                    Vectors.axpy(1, input, at, sums, row * dimension, dimension);
                    squares += Vectors.dot(input, at, input, at, dimension);
                    score += linear.values[column];
                }
                float square = Vectors.dot(sums, row * dimension, sums, row * dimension, dimension);
                scores[row] = score + 0.5f * (square - squares);
            }
            return input;
        }

        private void drop(float[] hidden) {
            float kept = 1 / (1 - shape.dropout());
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = random.nextFloat() < shape.dropout() ? 0 : hidden[i] * kept;
            }
        }

        double backward() {
            float[] slopes = new float[n];
            double loss = 0;
            for (int row = 0; row < n; row++) {
                float label = rows.label(picked[row]);
                float weight = rows.weight(picked[row]);
                float chance = Sigmoid.of(scores[row]);
                slopes[row] = weight * (chance - label) / n;
                loss += weight
                        * (Math.max(scores[row], 0)
                                - scores[row] * label
                                + Math.log1p(Math.exp(-Math.abs(scores[row]))));
            }
            descend(slopes, throughLayers(slopes));
            return loss / n;
        }

        /// The loss's gradient at the network's input.
        private float[] throughLayers(float[] slopes) {
            float[] last = values.getLast();
            int width = head.values.length;
            float[] back = new float[n * width];
            for (int row = 0; row < n; row++) {
                Vectors.axpy(slopes[row], last, row * width, head.gradients, 0, width);
                Vectors.axpy(slopes[row], head.values, 0, back, row * width, width);
            }
            float kept = dropping ? 1 / (1 - shape.dropout()) : 1;
            for (int index = layers.size() - 1; index >= 0; index--) {
                DenseLayer layer = layers.get(index);
                float[] out = values.get(index + 1);
                for (int i = 0; i < back.length; i++) {
                    back[i] = out[i] > 0 ? back[i] * kept : 0;
                }
                float[] below = new float[n * layer.in];
                layer.backward(values.get(index), back, n, new float[n * layer.in], below);
                back = below;
            }
            return back;
        }

        /// Into constant, linear weights and embeddings; the machine's part of an embedding's gradient is the
        /// sum
        /// of the other embeddings.
        private void descend(float[] slopes, float[] back) {
            int dimension = shape.dimension();
            float[] input = values.getFirst();
            for (int row = 0; row < n; row++) {
                float slope = slopes[row];
                constant.gradients[0] += slope;
                for (int field = 0; field < shape.fields(); field++) {
                    int column = rows.column(picked[row], field);
                    int at = row * inputs + field * dimension;
                    int to = column * dimension;
                    linear.gradients[column] += slope;
                    Vectors.axpy(1, back, at, embeddings.gradients, to, dimension);
                    Vectors.axpy(slope, sums, row * dimension, embeddings.gradients, to, dimension);
                    Vectors.axpy(-slope, input, at, embeddings.gradients, to, dimension);
                }
            }
        }
    }
}
