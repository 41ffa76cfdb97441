package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Blend;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.collaborative.Ranges;
import attune.app.evaluate.papers.Family.Setting;
import attune.app.evaluate.papers.FullRanking.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// Chooses a recommender on a part of the train data: each family's best setting, then the blend of two or three that
/// beats the best alone. Greedy forward selection over weights, as ensembles are usually built (Caruana et al.,
/// Ensemble
/// Selection from Libraries of Models, ICML 2004).
final class Tournament {
    /// Weights of a newcomer, where the blend so far weighs 1.
    private static final double[] WEIGHTS = {0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5};
    private static final int MOST_PARTS = 3;
    /// A newcomer must add this much to recall + nDCG: less is chance, and every part costs training and serving.
    private static final double WORTHWHILE = 0.0005;

    private final Split parts;
    private final FullRanking validation;
    private final DoubleSupplier secondsSpent;
    private final double budgetSeconds;
    private final Consumer<String> notes;

    /// @param parts the train part split again
    /// @param secondsSpent CPU seconds since the tournament began
    /// @param budgetSeconds after so many no further setting is tried; each family tries one at least
    Tournament(
            Split parts,
            int[] members,
            Ranges ranges,
            DoubleSupplier secondsSpent,
            double budgetSeconds,
            Consumer<String> notes) {
        this.parts = parts;
        this.validation = new FullRanking(parts, members, CollaborativePaper.K, ranges);
        this.secondsSpent = secondsSpent;
        this.budgetSeconds = budgetSeconds;
        this.notes = notes;
    }

    /// A family's best setting, and how it did on validation.
    record Chosen(Family family, Setting setting, MemberScorer fitted, Measured measured) {}

    /// Which of the chosen make the blend, with their weights.
    record Weighted(List<Integer> members, List<Double> weights, Measured measured) {
        static Weighted alone(int index, Measured measured) {
            return new Weighted(List.of(index), List.of(1.0), measured);
        }

        Weighted with(int index, double weight, Measured measured) {
            List<Integer> more = new ArrayList<>(members);
            List<Double> weighing = new ArrayList<>(weights);
            more.add(index);
            weighing.add(weight);
            return new Weighted(List.copyOf(more), List.copyOf(weighing), measured);
        }

        double[] weightArray() {
            return weights.stream().mapToDouble(Double::doubleValue).toArray();
        }

        MemberScorer of(List<MemberScorer> scorers) {
            MemberScorer[] taken = members.stream().map(scorers::get).toArray(MemberScorer[]::new);
            return taken.length == 1 ? taken[0] : new Blend(taken, weightArray());
        }
    }

    List<Chosen> chooseSettings(List<Family> families) {
        List<Chosen> chosen = new ArrayList<>();
        for (Family family : families) {
            Chosen best = null;
            for (Setting setting : family.settings()) {
                if (best != null && secondsSpent.getAsDouble() > budgetSeconds) {
                    notes.accept("The time for choosing is over; " + family.name() + " keeps what it has.");
                    break;
                }
                MemberScorer fitted = setting.training().apply(parts);
                Measured measured = validation.of(fitted);
                notes.accept("%-10s %-44s %s".formatted(family.name(), setting.words(), measured));
                if (best == null || measured.merit() > best.measured().merit()) {
                    best = new Chosen(family, setting, fitted, measured);
                }
            }
            if (best != null) chosen.add(best);
        }
        return List.copyOf(chosen);
    }

    Weighted chooseBlend(List<Chosen> chosen) {
        int first = 0;
        for (int index = 1; index < chosen.size(); index++) {
            if (merit(chosen, index) > merit(chosen, first)) first = index;
        }
        Weighted blend = Weighted.alone(first, chosen.get(first).measured());
        while (blend.members().size() < MOST_PARTS) {
            Weighted better = grown(blend, chosen, 0);
            if (better.equals(blend)) break;
            blend = better;
        }
        return blend;
    }

    /// The best blend of one part more, among those numbered from `first` on; the same blend if none is worth it.
    Weighted grown(Weighted blend, List<Chosen> chosen, int first) {
        List<MemberScorer> scorers = chosen.stream().map(Chosen::fitted).toList();
        Weighted best = blend;
        for (int index = first; index < chosen.size(); index++) {
            if (blend.members().contains(index)) continue;
            List<Measured> measured = validation.ofBlends(withNewcomer(blend, scorers, index), weightings(blend));
            for (int row = 0; row < measured.size(); row++) {
                if (measured.get(row).merit() > best.measured().merit()) {
                    best = blend.with(index, WEIGHTS[row], measured.get(row));
                }
            }
        }
        return best.measured().merit() < blend.measured().merit() + WORTHWHILE ? blend : best;
    }

    private static MemberScorer[] withNewcomer(Weighted blend, List<MemberScorer> scorers, int index) {
        List<MemberScorer> parts = new ArrayList<>();
        blend.members().forEach(member -> parts.add(scorers.get(member)));
        parts.add(scorers.get(index));
        return parts.toArray(MemberScorer[]::new);
    }

    private static double[][] weightings(Weighted blend) {
        double[][] rows = new double[WEIGHTS.length][];
        for (int row = 0; row < rows.length; row++)
            rows[row] = blend.with(0, WEIGHTS[row], blend.measured()).weightArray();
        return rows;
    }

    private static double merit(List<Chosen> chosen, int index) {
        return chosen.get(index).measured().merit();
    }
}
