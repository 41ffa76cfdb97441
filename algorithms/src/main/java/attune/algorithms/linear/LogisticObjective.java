package attune.algorithms.linear;

import java.util.Arrays;

/// Negative log posterior of one act's weights, with gradient and curvature:
/// `Σ weight_i · (ln(1 + e^z_i) − y_i z_i) + ½ Σ precision_j (w_j − mean_j)²`, `z = w·x + intercept`.
///
/// Point, gradient and direction are `double[features + 1]`, the intercept last. Mutable scratch, owned by one
/// training.
final class LogisticObjective {

    private static final int PANEL = 4;

    private final Examples examples;
    private final GaussianPrior prior;
    private final int act;
    private final int size;
    /// Rows unpacked with a 1 for the intercept, four at a time: the curvature is read and written once for four.
    private final double[][] panel;
    private final double[] bends = new double[PANEL];
    private final double[] gradient;
    /// Lower triangle, row-major.
    private final double[] curvature;

    LogisticObjective(Examples examples, GaussianPrior prior, int act) {
        this.examples = examples;
        this.prior = prior;
        this.act = act;
        this.size = prior.features() + 1;
        this.panel = new double[PANEL][size];
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

    /// The loss; afterwards gradient and curvature belong to the point.
    double evaluate(double[] point) {
        double loss = startFromPrior(point);
        for (int i = 0; i < examples.count(); i++) {
            double[] row = panel[i % PANEL];
            double logOdds = unpack(i, point, row);
            double probability = Sigmoid.of(logOdds);
            boolean acted = examples.acted(i, act);
            double weight = examples.weight(i);
            loss += weight * Sigmoid.softplus(acted ? -logOdds : logOdds);
            addSlope(weight * (probability - (acted ? 1 : 0)), row);
            bends[i % PANEL] = weight * probability * (1 - probability);
            if (i % PANEL == PANEL - 1) {
                bend();
            }
        }
        bend();
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

    /// Sets gradient and curvature to those of the prior alone and returns its loss.
    private double startFromPrior(double[] point) {
        Arrays.fill(curvature, 0);
        double loss = 0;
        for (int j = 0; j < size; j++) {
            double precision = prior.precision(act, j);
            double distance = point[j] - prior.mean(act, j);
            loss += 0.5 * precision * distance * distance;
            gradient[j] = precision * distance;
            curvature[j * size + j] = precision;
        }
        return loss;
    }

    /// Copies example i into `row` and returns its log-odds.
    private double unpack(int i, double[] point, double[] row) {
        double sum = point[size - 1];
        for (int j = 0; j < size - 1; j++) {
            row[j] = examples.value(i, j);
            sum += row[j] * point[j];
        }
        row[size - 1] = 1;
        return sum;
    }

    private void addSlope(double slope, double[] row) {
        for (int j = 0; j < size; j++) {
            gradient[j] += slope * row[j];
        }
    }

    /// Adds `bend · row · rowᵀ` of the rows in the panel to the curvature, and takes them out of it.
    private void bend() {
        double[] first = panel[0];
        double[] second = panel[1];
        double[] third = panel[2];
        double[] fourth = panel[3];
        for (int j = 0; j < size; j++) {
            double a = bends[0] * first[j];
            double b = bends[1] * second[j];
            double c = bends[2] * third[j];
            double d = bends[3] * fourth[j];
            int from = j * size;
            for (int k = 0; k <= j; k++) {
                curvature[from + k] += a * first[k] + b * second[k] + c * third[k] + d * fourth[k];
            }
        }
        Arrays.fill(bends, 0);
    }
}
