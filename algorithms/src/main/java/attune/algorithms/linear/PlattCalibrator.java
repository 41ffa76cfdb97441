package attune.algorithms.linear;

/// A straight line in log-odds, `slope · logOdds + shift` (Platt 1999): two numbers, so a few hundred outcomes suffice.
/// The slope is kept above 0, for a calibrator may not turn the order around.
public record PlattCalibrator(float slope, float shift) implements Calibrator {

    /// Changes nothing: what is believed before there is data.
    public static final PlattCalibrator NONE = new PlattCalibrator(1, 0);

    private static final float SMALLEST_SLOPE = 1e-3f;

    public PlattCalibrator {
        if (!(slope > 0) || !Float.isFinite(slope) || !Float.isFinite(shift)) {
            throw new IllegalArgumentException("no rising line: slope " + slope + ", shift " + shift);
        }
    }

    /// The likeliest line given outcomes, under the prior belief that nothing need be changed, which weighs as
    /// `precision` says; this replaces Platt's smoothed targets. probabilities `float[n]`, outcomes `boolean[n]`.
    public static PlattCalibrator fit(float[] probabilities, boolean[] outcomes, float precision) {
        float[] rows = new float[probabilities.length];
        float[] weights = new float[probabilities.length];
        long[] happened = new long[outcomes.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Sigmoid.logOdds(probabilities[i]);
            weights[i] = 1;
            happened[i] = outcomes[i] ? 1 : 0;
        }
        GaussianPrior unchanged = new GaussianPrior(1, 1, new float[] {1, 0}, new float[] {precision, precision});
        LogisticModel line = LogisticTrainer.train(new Examples(1, rows, happened, weights), unchanged)
                .model();
        return new PlattCalibrator(Math.max(SMALLEST_SLOPE, line.weight(0, 0)), line.intercept(0));
    }

    @Override
    public float calibrate(float probability) {
        return Sigmoid.of(slope * Sigmoid.logOdds(probability) + shift);
    }
}
