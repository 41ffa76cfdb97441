package attune.algorithms.linear;

/// Fits a [LogisticModel] to examples under a [GaussianPrior]: the weights of highest posterior density.
///
/// Newton's method (iteratively reweighted least squares, McCullagh and Nelder 1989) with a Cholesky solve and step
/// halving. The objective is strictly convex, so there is one optimum, it is reached from any start in about six steps
/// without a learning rate, and equal input gives equal output. Meant for up to about 64 features. Time per act and
/// step O(n · features²); extra memory O(n + features²).
public final class LogisticTrainer {

    private static final int MOST_STEPS = 60;
    /// Stop when a step can lower the loss by less than this share of it.
    private static final double TOLERANCE = 1e-10;
    private static final double SHORTEST_STEP = 1e-6;

    private LogisticTrainer() {}

    /// The result of a training.
    ///
    /// - `model`: the fitted model; without examples exactly the prior's means.
    /// - `posterior`: the same belief sharpened by the data (Laplace's approximation, diagonal), to start from
    ///   tomorrow with new examples only (Chapelle and Li, NIPS 2011).
    /// - `steps`: Newton steps of the act that took most.
    public record Fit(LogisticModel model, GaussianPrior posterior, int steps) {}

    public static Fit train(Examples examples, GaussianPrior prior) {
        if (examples.features() != prior.features()) {
            throw new IllegalArgumentException("examples have " + examples.features() + " features, the prior "
                    + prior.features() + ". Maybe the feature set changed since the last training?");
        }
        int features = prior.features();
        int size = features + 1;
        float[] weights = new float[prior.acts() * size];
        float[] precisions = new float[weights.length];
        int mostSteps = 0;
        for (int act = 0; act < prior.acts(); act++) {
            LogisticObjective objective = new LogisticObjective(examples, prior, act);
            double[] found = objective.start();
            mostSteps = Math.max(mostSteps, minimize(objective, found));
            for (int j = 0; j < size; j++) {
                weights[act * size + j] = (float) found[j];
                precisions[act * size + j] = (float) objective.curvature(j, j);
            }
        }
        LogisticModel model = new LogisticModel(features, prior.acts(), weights);
        return new Fit(model, new GaussianPrior(features, prior.acts(), weights, precisions), mostSteps);
    }

    /// Moves `point` to the minimum and returns the number of steps; leaves the objective evaluated there, or
    /// within the tolerance of there.
    private static int minimize(LogisticObjective objective, double[] point) {
        double loss = objective.evaluate(point);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = objective.newtonDirection();
            double promised = objective.slopeAlong(direction);
            if (promised <= TOLERANCE * (1 + loss)) {
                return step;
            }
            double lower = descend(objective, point, loss, direction, promised);
            if (lower >= loss) {
                return step;
            }
            loss = lower;
        }
        return MOST_STEPS;
    }

    /// Goes along the direction, halving until the loss falls by a fair part of what the slope promised (Armijo
    /// 1966), which the full step nearly always does. Returns the loss there; where nothing is lower, stays and
    /// returns `loss`.
    private static double descend(
            LogisticObjective objective, double[] point, double loss, double[] direction, double promised) {
        double[] from = point.clone();
        for (double length = 1; length > SHORTEST_STEP; length /= 2) {
            for (int j = 0; j < point.length; j++) {
                point[j] = from[j] - length * direction[j];
            }
            double reached = objective.evaluate(point);
            if (reached <= loss - 1e-4 * length * promised) {
                return reached;
            }
        }
        System.arraycopy(from, 0, point, 0, point.length);
        return objective.evaluate(point);
    }
}
