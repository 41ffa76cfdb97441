package attune.algorithms.collaborative;

/// Several scorers as one: a weighted sum of their scores, each first divided by its own spread for this member, so
/// that
/// a weight means the same whatever unit a scorer counts in. Linear blending of recommenders by weights chosen on
/// held-out data goes back to the Netflix prize (Töscher, Jahrer and Bell, 2009).
public final class Blend implements MemberScorer {

    private final MemberScorer[] parts;
    private final float[] weights;

    /// weights `double[parts]`; a part of weight 0 is not asked.
    public Blend(MemberScorer[] parts, double[] weights) {
        if (parts.length == 0 || parts.length != weights.length) {
            throw new IllegalArgumentException(
                    "need one weight per part, got " + weights.length + " for " + parts.length);
        }
        this.parts = parts.clone();
        this.weights = new float[weights.length];
        for (int part = 0; part < weights.length; part++) {
            this.weights[part] = (float) weights[part];
        }
    }

    /// Time: that of the parts and O(parts · items).
    @Override
    public void score(int member, float[] scores) {
        float[] own = new float[scores.length];
        float[] sum = new float[scores.length];
        for (int part = 0; part < parts.length; part++) {
            if (weights[part] != 0) {
                parts[part].score(member, own);
                addScaled(own, weights[part], sum);
            }
        }
        System.arraycopy(sum, 0, scores, 0, sum.length);
    }

    /// `sum += weight · scores / spread(scores)`; scores that are all equal say nothing and add nothing.
    public static void addScaled(float[] scores, float weight, float[] sum) {
        double spread = spread(scores);
        if (spread > 0) {
            float scale = (float) (weight / spread);
            for (int item = 0; item < scores.length; item++) {
                sum[item] += scale * scores[item];
            }
        }
    }

    /// The standard deviation of scores.
    static double spread(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        double mean = sum / scores.length;
        double squares = 0;
        for (float score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return Math.sqrt(squares / scores.length);
    }
}
