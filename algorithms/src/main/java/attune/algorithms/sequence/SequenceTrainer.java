package attune.algorithms.sequence;

import attune.algorithms.collaborative.Ranges;
import attune.algorithms.linear.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// Trains a [SequenceModel] to name the item that follows each act.
///
/// Each epoch sees every sequence once, in a new order. A step takes a batch, cut into parts of about equal numbers of
/// acts; each part adds up its own gradient, and they are summed in order, so equal input and settings give equal
/// weights on any number of threads. Owned by one thread; parts may run on others.
public final class SequenceTrainer {
    private final SequenceShape shape;
    private final TrainingSettings settings;
    private final Ranges runner;
    private final Layout layout;
    private final float[] weights;
    private final AdamW optimizer;
    private final FullSoftmax.Catalogue catalogue = new FullSoftmax.Catalogue();
    private final List<Part> parts = new ArrayList<>();
    private final SplittableRandom random;
    private int steps;

    public SequenceTrainer(SequenceShape shape, TrainingSettings settings, Ranges runner) {
        this(shape, settings, runner, start(shape, new SplittableRandom(settings.seed())));
    }

    /// Goes on from a trained model, with fresh moments of the optimizer.
    public SequenceTrainer(SequenceModel from, TrainingSettings settings, Ranges runner) {
        this(from.shape(), settings, runner, from.weights());
    }

    private SequenceTrainer(SequenceShape shape, TrainingSettings settings, Ranges runner, float[] weights) {
        this.shape = shape;
        this.settings = settings;
        this.runner = runner;
        this.weights = weights;
        layout = new Layout(shape);
        random = new SplittableRandom(settings.seed() ^ 0x5e9e_7a1eL);
        optimizer = new AdamW(layout.length);
        for (int part = 0; part < settings.parts(); part++) parts.add(new Part(random.split()));
    }

    /// Matrices and tables start normally distributed and small, gains at 1, shifts at 0.
    private static float[] start(SequenceShape shape, SplittableRandom random) {
        Layout layout = new Layout(shape);
        float[] weights = new float[layout.length];
        for (Layout.Run run : layout.runs) {
            for (int i = run.from(); i < run.from() + run.length(); i++) {
                weights[i] = switch (run.role()) {
                    case TABLE, MATRIX -> (float) (0.02 * random.nextGaussian());
                    case GAIN -> 1;
                    case SHIFT -> 0;
                };
            }
        }
        return weights;
    }

    /// What was learned so far.
    public SequenceModel model() {
        return new SequenceModel(shape, weights);
    }

    /// Learns from each sequence once; sequences of fewer than two acts teach nothing, of longer ones the newest
    /// acts
    /// do. Returns the mean cross-entropy of what followed, in nats, as it was while learning.
    public double epoch(List<ActSequence> sequences) {
        List<ActSequence> order = new ArrayList<>(
                sequences.stream().filter(sequence -> sequence.length() > 1).toList());
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            ActSequence kept = order.get(i);
            order.set(i, order.get(other));
            order.set(other, kept);
        }
        int total = Math.max(1, settings.epochs() * ((order.size() + settings.batch() - 1) / settings.batch()));
        double loss = 0;
        long acts = 0;
        for (int from = 0; from < order.size(); from += settings.batch()) {
            List<ActSequence> batch = order.subList(from, Math.min(order.size(), from + settings.batch()));
            int size = 0;
            for (ActSequence sequence : batch) size += Math.min(sequence.length() - 1, shape.length());
            loss += size * step(batch, size, total);
            acts += size;
        }
        return acts == 0 ? 0 : loss / acts;
    }

    private double step(List<ActSequence> batch, int acts, int total) {
        List<List<ActSequence>> shares = shares(batch);
        if (settings.negatives() == 0) catalogue.pack(weights, layout.itemsAt, shape.items(), shape.dimension());
        each(part -> parts.get(part).learn(shares.get(part), 1f / acts));
        steps++;
        float rate = rate(total);
        each(part -> update(part, rate));
        double loss = 0;
        for (Part part : parts) loss += part.loss;
        return loss;
    }

    private void each(IntConsumer work) {
        runner.each(parts.size(), (from, to) -> {
            for (int part = from; part < to; part++) work.accept(part);
        });
    }

    /// Deals the sequences out, longest first, each to the part with the fewest acts so far.
    private List<List<ActSequence>> shares(List<ActSequence> batch) {
        List<List<ActSequence>> shares = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) shares.add(new ArrayList<>());
        int[] acts = new int[parts.size()];
        List<ActSequence> sorted = new ArrayList<>(batch);
        sorted.sort((a, b) -> Integer.compare(b.length(), a.length()));
        for (ActSequence sequence : sorted) {
            int least = 0;
            for (int part = 1; part < acts.length; part++) if (acts[part] < acts[least]) least = part;
            shares.get(least).add(sequence);
            acts[least] += Math.min(sequence.length() - 1, shape.length());
        }
        return shares;
    }

    /// A rise in a straight line, then the first half of a cosine's fall to a tenth.
    private float rate(int total) {
        if (steps <= settings.warmUp()) return settings.rate() * steps / settings.warmUp();
        double gone = Math.min(1, (steps - settings.warmUp()) / (double) Math.max(1, total - settings.warmUp()));
        return (float) (settings.rate() * (0.1 + 0.9 * (1 + Math.cos(Math.PI * gone)) / 2));
    }

    /// Sums the gradients of all parts over one share of the parameters, steps them, and clears the gradients.
    private void update(int share, float rate) {
        int from = (int) ((long) layout.length * share / parts.size());
        int to = (int) ((long) layout.length * (share + 1) / parts.size());
        float[] sum = parts.getFirst().gradient;
        for (Part part : parts.subList(1, parts.size())) {
            Vectors.axpy(1, part.gradient, from, sum, from, to - from);
            Arrays.fill(part.gradient, from, to, 0);
        }
        for (Layout.Run run : layout.runs) {
            int first = Math.max(from, run.from());
            int end = Math.min(to, run.from() + run.length());
            boolean decays = run.role() == Layout.Role.TABLE || run.role() == Layout.Role.MATRIX;
            if (first < end) optimizer.step(weights, sum, first, end, rate, decays ? settings.decay() : 0, steps);
        }
        Arrays.fill(sum, from, to, 0);
    }

    /// What one part of a step works with; one thread at a time.
    private final class Part {
        private final Encoder encoder = new Encoder(shape, layout);
        private final NextItemLoss softmax;
        private final Dropout dropout;
        private final float[] gradient = new float[layout.length];
        private float[] slopes = {};
        private double loss;

        Part(SplittableRandom random) {
            dropout = new Dropout(settings.dropout(), random);
            softmax = settings.negatives() == 0
                    ? new FullSoftmax(shape, layout, catalogue)
                    : new SampledSoftmax(shape, layout, settings.negatives(), random.split());
        }

        void learn(List<ActSequence> sequences, float share) {
            List<ActSequence> inputs = new ArrayList<>();
            for (ActSequence sequence : sequences) {
                ActSequence newest = sequence.last(shape.length() + 1);
                inputs.add(newest.part(0, newest.length() - 1));
            }
            Batch batch = Batch.of(inputs);
            int[] targets = new int[batch.acts()];
            for (int s = 0; s < inputs.size(); s++) {
                ActSequence newest = sequences.get(s).last(shape.length() + 1);
                System.arraycopy(newest.items(), 1, targets, batch.starts()[s], newest.length() - 1);
            }
            float[] rows = encoder.forward(weights, batch, dropout);
            slopes = Rooms.atLeast(slopes, batch.acts() * shape.dimension());
            loss = softmax.apply(weights, rows, targets, batch.acts(), share, slopes, gradient);
            encoder.backward(weights, batch, dropout, slopes, gradient);
        }
    }
}
