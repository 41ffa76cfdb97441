package attune.app.evaluate.policy;

import attune.algorithms.bandit.RewardRidge;
import attune.app.evaluate.Lines;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import attune.statistics.policy.LoggedChoices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One policy's log of the Open Bandit Data, small version, men's campaign (Saito et al., NeurIPS Datasets and
/// Benchmarks 2021): which of 34 garments stood at which of three places, with what chance, and whether it was clicked.
final class OpenBandit {
    static final String FOLDER = "feed-open-bandit";
    static final int ITEMS = 34;
    private static final int PLACES = 3;
    private static final int FOLDS = 5;
    private static final int VISITOR_COLUMNS = 4;

    private final int[] items;
    private final int[] places;
    private final double[] propensities;
    private final double[] clicks;
    private final String[][] visitors;

    private OpenBandit(int[] items, int[] places, double[] propensities, double[] clicks, String[][] visitors) {
        this.items = items;
        this.places = places;
        this.propensities = propensities;
        this.clicks = clicks;
        this.visitors = visitors;
    }

    /// @param policy `random` or `bts`
    static OpenBandit read(Path folder, String policy) {
        List<String> lines = Lines.of(folder.resolve(policy).resolve("men").resolve("men.csv.gz"));
        List<String> header = List.of(lines.getFirst().split(",", -1));
        int n = lines.size() - 1;
        OpenBandit log = new OpenBandit(new int[n], new int[n], new double[n], new double[n], new String[n][]);
        int item = header.indexOf("item_id");
        int place = header.indexOf("position");
        int click = header.indexOf("click");
        int propensity = header.indexOf("propensity_score");
        int visitor = header.indexOf("user_feature_0");
        for (int row = 0; row < n; row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            log.items[row] = Integer.parseInt(cells[item]);
            log.places[row] = Integer.parseInt(cells[place]) - 1;
            log.clicks[row] = Double.parseDouble(cells[click]);
            log.propensities[row] = Double.parseDouble(cells[propensity]);
            log.visitors[row] = new String[VISITOR_COLUMNS];
            System.arraycopy(cells, visitor, log.visitors[row], 0, VISITOR_COLUMNS);
        }
        return log;
    }

    /// Clicks per impression: what the policy really earned.
    Interval clickRate() {
        return Means.interval(clicks, Interval.USUAL_CONFIDENCE);
    }

    /// How often the policy chose each item at each place, `float[3 * 34]`: the policy as far as a log tells it.
    float[] habits() {
        float[] counts = new float[PLACES * ITEMS];
        float[] shown = new float[PLACES];
        for (int row = 0; row < items.length; row++) {
            counts[places[row] * ITEMS + items[row]]++;
            shown[places[row]]++;
        }
        for (int i = 0; i < counts.length; i++) counts[i] /= shown[i / ITEMS];
        return counts;
    }

    /// A policy that chooses uniformly at each place.
    static float[] uniform() {
        float[] chances = new float[PLACES * ITEMS];
        Arrays.fill(chances, 1f / ITEMS);
        return chances;
    }

    /// This log, as a policy with such habits weighs it.
    LoggedChoices judge(float[] habits) {
        double[] target = new double[items.length];
        for (int row = 0; row < target.length; row++) target[row] = habits[places[row] * ITEMS + items[row]];
        return new LoggedChoices(clicks, propensities, target);
    }

    /// The chance of each item in each row, `float[n * 34]`.
    float[] chances(float[] habits) {
        float[] chances = new float[items.length * ITEMS];
        for (int row = 0; row < items.length; row++)
            System.arraycopy(habits, places[row] * ITEMS, chances, row * ITEMS, ITEMS);
        return chances;
    }

    /// This log for a model of clicks: place and visitor's columns, one column per value.
    RewardRidge.Log rewards() {
        Map<String, Integer> columns = new LinkedHashMap<>();
        List<int[]> rows = new ArrayList<>();
        for (int row = 0; row < items.length; row++) {
            int[] set = new int[1 + VISITOR_COLUMNS];
            set[0] = column(columns, "place", places[row]);
            for (int j = 0; j < VISITOR_COLUMNS; j++) set[1 + j] = column(columns, "visitor" + j, visitors[row][j]);
            rows.add(set);
        }
        int d = columns.size();
        float[] contexts = new float[items.length * d];
        int[] folds = new int[items.length];
        for (int row = 0; row < items.length; row++) {
            for (int column : rows.get(row)) contexts[row * d + column] = 1;
            folds[row] = row % FOLDS;
        }
        return new RewardRidge.Log(d, ITEMS, contexts, items, clicks, folds, FOLDS);
    }

    private static int column(Map<String, Integer> columns, String name, Object value) {
        return columns.computeIfAbsent(name + "=" + value, key -> columns.size());
    }
}
