package attune.app.evaluate;

/// The pinned baseline "decayed click rate": smoothed share of clicks among impressions, both halving with time.
final class ClickRate {
    private final double halfLifeMillis;
    private final double smoothing;
    private final double[] clicks;
    private final double[] impressions;
    private final long[] sinceMillis;
    private double allClicks = 1;
    private double allImpressions = 20;

    /// @param smoothing impressions at the usual rate that every article begins with
    ClickRate(int articles, Settings settings) {
        this.halfLifeMillis = settings.halfLifeHours() * 3_600_000;
        this.smoothing = settings.smoothing();
        this.clicks = new double[articles];
        this.impressions = new double[articles];
        this.sinceMillis = new long[articles];
    }

    record Settings(double halfLifeHours, double smoothing) {}

    void learn(MindSample.Impression impression) {
        for (int i = 0; i < impression.shown().length; i++) {
            int article = impression.shown()[i];
            decay(article, impression.atMillis());
            impressions[article]++;
            allImpressions++;
            if (impression.clicked()[i]) {
                clicks[article]++;
                allClicks++;
            }
        }
    }

    float[] score(MindSample.Impression impression) {
        float[] scores = new float[impression.shown().length];
        double usual = allClicks / allImpressions;
        for (int i = 0; i < scores.length; i++) {
            int article = impression.shown()[i];
            decay(article, impression.atMillis());
            scores[i] = (float) ((clicks[article] + usual * smoothing) / (impressions[article] + smoothing));
        }
        return scores;
    }

    private void decay(int article, long atMillis) {
        double kept = Math.pow(0.5, (atMillis - sinceMillis[article]) / halfLifeMillis);
        clicks[article] *= kept;
        impressions[article] *= kept;
        sinceMillis[article] = atMillis;
    }
}
