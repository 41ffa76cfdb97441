package attune.app.evaluate;

import attune.statistics.inference.Bootstrap;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Several rankers measured on the same cases (members, or impressions), case by case, so that they can be compared in
/// pairs. Filled case after case by one thread.
public final class Contest {
    private final String id;
    private final String unit;
    private final int cases;
    private final Map<String, double[]> scores = new LinkedHashMap<>();

    /// @param id of what is measured, such as `lastfm.recall-20`
    public Contest(String id, String unit, int cases) {
        this.id = id;
        this.unit = unit;
        this.cases = cases;
    }

    public void put(String ranker, int index, double value) {
        scores.computeIfAbsent(ranker, name -> new double[cases])[index] = value;
    }

    /// All rankers but the first.
    public List<String> baselines() {
        return scores.keySet().stream().skip(1).toList();
    }

    public double mean(String ranker) {
        return Means.mean(of(ranker));
    }

    /// The paired interval of the difference of means; equal seeds give equal intervals.
    public Interval gain(String ranker, String baseline) {
        return Bootstrap.paired(of(ranker), of(baseline), new SplittableRandom(20_261_124));
    }

    private double[] of(String ranker) {
        double[] values = scores.get(ranker);
        if (values == null) throw new IllegalArgumentException("No ranker \"" + ranker + "\" took part in " + id + ".");
        return Arrays.copyOf(values, cases);
    }

    /// Tells every ranker's mean, then how far the first lies above each of the others.
    public void tell(Scorecard into, Map<String, Double> published) {
        for (String ranker : scores.keySet()) {
            Finding finding = Finding.of(id + "." + ranker, mean(ranker), unit);
            Double known = published.get(ranker);
            into.add(known == null ? finding : finding.published(known));
        }
        String first = scores.keySet().iterator().next();
        for (String other : scores.keySet()) {
            if (!other.equals(first)) into.add(Finding.gain(id + ".gain", gain(first, other), unit, other));
        }
    }
}
