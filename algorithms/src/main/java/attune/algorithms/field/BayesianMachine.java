package attune.algorithms.field;

import java.util.random.RandomGenerator;

/// A factorization machine (Rendle, ICDM 2010), `constant + Σ linear + Σ_{f<g} v_f · v_g`, whose prediction is averaged
/// over draws from its posterior by Gibbs sampling (Freudenthaler, Schmidt-Thieme and Rendle, NIPS workshop 2011). With
/// the two fields member and item it is biased matrix factorization.
///
/// For labels with normal noise and little data: there is no learning rate, how strongly each field's weights are
/// shrunk is sampled along with them, and the average of many good models errs less than the best one. Row weights
/// count as repetitions; they should have mean 1. Time O(sweeps · n · fields · factors), memory O(n · factors +
/// columns · factors). Chance is handed in; equal seeds give equal predictions.
public final class BayesianMachine {
    /// Weak hyperpriors: as if one value of spread 1 had been seen.
    private static final double PRIOR = 1;
    private static final double START_SPREAD = 0.1;

    private final FieldRows rows;
    private final RandomGenerator random;
    private final int[][] holders;
    private final double[] errors;
    private final double[] sums;
    private final double[][] factors;
    private final double[] linear;
    private double constant;
    private double noise = 1;

    /// @param factors length of each value's vector; 0 leaves nothing but constant and linear part
    /// @param sweeps draws of all parameters, of which the first `skipped` are not averaged
    public record Settings(int factors, int sweeps, int skipped) {

        public Settings {
            if (factors < 0 || skipped < 0 || sweeps <= skipped) {
                throw new IllegalArgumentException("need factors ≥ 0 and more sweeps than skipped, got " + factors
                        + ", " + sweeps + ", " + skipped);
            }
        }
    }

    private BayesianMachine(FieldRows rows, int factorCount, RandomGenerator random) {
        this.rows = rows;
        this.random = random;
        this.holders = holders(rows);
        this.errors = new double[rows.size()];
        this.sums = new double[rows.size()];
        this.linear = new double[rows.columnCount()];
        this.factors = new double[factorCount][rows.columnCount()];
        for (double[] factor : factors) {
            for (int column = 0; column < factor.length; column++) {
                factor[column] = START_SPREAD * random.nextGaussian();
            }
        }
    }

    /// Predicts the labels of `asked` from those of `known`; both have the same fields. Predictions of each draw
    /// are kept within the known labels' range. A value without known rows is drawn from its field's prior, so it
    /// counts for what an average value does.
    public static double[] predict(FieldRows known, FieldRows asked, Settings settings, RandomGenerator random) {
        if (known.size() == 0 || known.fields() != asked.fields() || known.columnCount() != asked.columnCount()) {
            throw new IllegalArgumentException("need known rows of the same fields as those asked, got " + known.size()
                    + " rows of " + known.fields() + " fields and " + asked.fields());
        }
        BayesianMachine machine = new BayesianMachine(known, settings.factors(), random);
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < known.size(); row++) {
            low = Math.min(low, known.label(row));
            high = Math.max(high, known.label(row));
        }
        double[] predicted = new double[asked.size()];
        for (int sweep = 0; sweep < settings.sweeps(); sweep++) {
            machine.sweep();
            if (sweep < settings.skipped()) {
                continue;
            }
            for (int row = 0; row < predicted.length; row++) {
                predicted[row] += Math.clamp(machine.value(asked, row), low, high);
            }
        }
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] /= settings.sweeps() - settings.skipped();
        }
        return predicted;
    }

    /// Which rows hold each column.
    private static int[][] holders(FieldRows rows) {
        int[] counts = new int[rows.columnCount()];
        for (int row = 0; row < rows.size(); row++) {
            for (int field = 0; field < rows.fields(); field++) {
                counts[rows.column(row, field)]++;
            }
        }
        int[][] holders = new int[counts.length][];
        for (int column = 0; column < counts.length; column++) {
            holders[column] = new int[counts[column]];
        }
        for (int row = rows.size() - 1; row >= 0; row--) {
            for (int field = 0; field < rows.fields(); field++) {
                int column = rows.column(row, field);
                holders[column][--counts[column]] = row;
            }
        }
        return holders;
    }

    /// Draws every parameter once, each given all others.
    private void sweep() {
        refreshErrors();
        drawNoise();
        drawConstant();
        for (int field = 0; field < rows.fields(); field++) {
            double precision = drawPrecision(linear, field);
            for (int column = rows.start(field); column < rows.start(field + 1); column++) {
                drawLinear(column, precision);
            }
        }
        for (double[] factor : factors) {
            sumUp(factor);
            for (int field = 0; field < rows.fields(); field++) {
                double precision = drawPrecision(factor, field);
                for (int column = rows.start(field); column < rows.start(field + 1); column++) {
                    drawFactor(factor, column, precision);
                }
            }
        }
    }

    /// Anew once a sweep, so that rounding does not add up.
    private void refreshErrors() {
        for (int row = 0; row < errors.length; row++) {
            errors[row] = rows.label(row) - value(rows, row);
        }
    }

    private void drawNoise() {
        double squares = 0;
        for (int row = 0; row < errors.length; row++) {
            squares += rows.weight(row) * errors[row] * errors[row];
        }
        noise = gamma((PRIOR + errors.length) / 2) * 2 / (PRIOR + squares);
    }

    private void drawConstant() {
        double weight = 0;
        double sum = 0;
        for (int row = 0; row < errors.length; row++) {
            weight += rows.weight(row);
            sum += rows.weight(row) * (errors[row] + constant);
        }
        double drawn = sum / weight + random.nextGaussian() / Math.sqrt(noise * weight);
        for (int row = 0; row < errors.length; row++) {
            errors[row] -= drawn - constant;
        }
        constant = drawn;
    }

    /// How closely a field's weights lie around 0.
    private double drawPrecision(double[] weights, int field) {
        double squares = 0;
        for (int column = rows.start(field); column < rows.start(field + 1); column++) {
            squares += weights[column] * weights[column];
        }
        int count = rows.start(field + 1) - rows.start(field);
        return gamma((PRIOR + count) / 2) * 2 / (PRIOR + squares);
    }

    private void drawLinear(int column, double precision) {
        double old = linear[column];
        double weight = 0;
        double sum = 0;
        for (int row : holders[column]) {
            weight += rows.weight(row);
            sum += rows.weight(row) * (errors[row] + old);
        }
        double total = noise * weight + precision;
        linear[column] = noise * sum / total + random.nextGaussian() / Math.sqrt(total);
        for (int row : holders[column]) {
            errors[row] -= linear[column] - old;
        }
    }

    private void sumUp(double[] factor) {
        for (int row = 0; row < sums.length; row++) {
            double sum = 0;
            for (int field = 0; field < rows.fields(); field++) {
                sum += factor[rows.column(row, field)];
            }
            sums[row] = sum;
        }
    }

    /// The prediction is linear in one factor of one column, with the other fields' sum as its slope.
    private void drawFactor(double[] factor, int column, double precision) {
        double old = factor[column];
        double weight = 0;
        double sum = 0;
        for (int row : holders[column]) {
            double slope = sums[row] - old;
            weight += rows.weight(row) * slope * slope;
            sum += rows.weight(row) * slope * (errors[row] + old * slope);
        }
        double total = noise * weight + precision;
        double drawn = noise * sum / total + random.nextGaussian() / Math.sqrt(total);
        factor[column] = drawn;
        for (int row : holders[column]) {
            errors[row] -= (drawn - old) * (sums[row] - old);
            sums[row] += drawn - old;
        }
    }

    private double value(FieldRows of, int row) {
        double value = constant;
        for (int field = 0; field < of.fields(); field++) {
            value += linear[of.column(row, field)];
        }
        for (double[] factor : factors) {
            double sum = 0;
            double squares = 0;
            for (int field = 0; field < of.fields(); field++) {
                double own = factor[of.column(row, field)];
                sum += own;
                squares += own * own;
            }
            value += 0.5 * (sum * sum - squares);
        }
        return value;
    }

    /// A gamma variate of the given shape ≥ 1/2 and scale 1 (Marsaglia and Tsang, ACM TOMS 2000).
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
