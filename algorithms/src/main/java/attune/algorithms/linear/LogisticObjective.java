package attune.algorithms.linear;

import java.util.Arrays;

/// Negative log posterior of one act's weights, with gradient and curvature:
/// `Σ weight_i · (ln(1 + e^z_i) − y_i z_i) + ½ Σ precision_j (w_j − mean_j)²`, `z = w·x + intercept`.
///
/// Point, gradient and direction are `double[features + 1]`, the intercept last. Mutable scratch, owned by one
/// training.
final class LogisticObjective {

    private final Examples examples;
    private final GaussianPrior prior;
    private final int act;
    private final int size;
    private final double[] row;
    private final double[] gradient;
    /// Lower triangle, row-major.
    private final double[] curvature;

    LogisticObjective(Examples examples, GaussianPrior prior, int act) {
        this.examples = examples;
        this.prior = prior;
        this.act = act;
        this.size = prior.features() + 1;
        this.row = new double[size];
        this.gradient = new double[size];
        this.curvature = new double[size * size];
    }

    double[] start() {
        double[] point = new double[size];
        for (int j = 0; j < size; j++) {
            point[j] = prior.mean(act, j);
        }
        return point;
    }

    double loss(double[] point) {
        double loss = priorLoss(point);
        for (int i = 0; i < examples.count(); i++) {
            loss += examples.weight(i) * rowLoss(i, logOdds(i, point));
        }
        return loss;
    }

    /// The loss; afterwards gradient and curvature belong to the point.
    double evaluate(double[] point) {
        double loss = priorLoss(point);
        Arrays.fill(curvature, 0);
        for (int j = 0; j < size; j++) {
            gradient[j] = prior.precision(act, j) * (point[j] - prior.mean(act, j));
            curvature[j * size + j] = prior.precision(act, j);
        }
        for (int i = 0; i < examples.count(); i++) {
            double weight = examples.weight(i);
            double logOdds = logOdds(i, point);
            double probability = Sigmoid.of(logOdds);
            loss += weight * rowLoss(i, logOdds);
            accumulate(weight * (probability - (examples.acted(i, act) ? 1 : 0)),
                    weight * probability * (1 - probability));
        }
        return loss;
    }

    double gradient(int j) {
        return gradient[j];
    }

    double curvature(int j, int k) {
        return curvature[Math.max(j, k) * size + Math.min(j, k)];
    }

    /// Solves `curvature · direction = gradient`.
    double[] newtonDirection() {
        return Cholesky.solve(curvature, gradient, size);
    }

    double slopeAlong(double[] direction) {
        double slope = 0;
        for (int j = 0; j < size; j++) {
            slope += gradient[j] * direction[j];
        }
        return slope;
    }

    private double priorLoss(double[] point) {
        double loss = 0;
        for (int j = 0; j < size; j++) {
            double distance = point[j] - prior.mean(act, j);
            loss += 0.5 * prior.precision(act, j) * distance * distance;
        }
        return loss;
    }

    private double rowLoss(int i, double logOdds) {
        return Sigmoid.softplus(examples.acted(i, act) ? -logOdds : logOdds);
    }

    /// The log-odds of row i, which is thereby unpacked into `row`.
    private double logOdds(int i, double[] point) {
        double sum = point[size - 1];
        row[size - 1] = 1;
        for (int j = 0; j < size - 1; j++) {
            row[j] = examples.value(i, j);
            sum += row[j] * point[j];
        }
        return sum;
    }

    private void accumulate(double slope, double bend) {
        for (int j = 0; j < size; j++) {
            gradient[j] += slope * row[j];
            double factor = bend * row[j];
            if (factor != 0) {
                int from = j * size;
                for (int k = 0; k <= j; k++) {
                    curvature[from + k] += factor * row[k];
                }
            }
        }
    }
}
