package attune.app.evaluate.papers;

import attune.algorithms.field.DeepMachine;
import attune.algorithms.field.DeepMachine.Pace;
import attune.algorithms.field.DeepMachine.Shape;
import attune.algorithms.field.FieldRows;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.Stopwatch;
import attune.statistics.measure.Calibration;
import attune.statistics.measure.RankingMeasures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Frappe: which app in which context, by a deep factorization machine. Settings and the number of rounds are chosen on
/// a tenth of the train part; then so many rounds over all of it, by a few machines of different starts whose log-odds
/// are averaged.
final class FrappePaper implements Paper {
    private static final double NEEDED = 0.978;
    private static final double AIM = 0.986;
    private static final double LINEAR = 0.9356;
    private static final long SEED = 20_261_125;
    private static final int MACHINES = 3;
    private static final int MOST_ROUNDS = 24;
    private static final int PATIENCE = 3;
    private static final int BATCH = 512;

    /// @param pairs whether member and app together are a field of their own
    record Setting(boolean pairs, int dimension, List<Integer> hidden, float dropout, Pace pace) {
        @Override
        public String toString() {
            return "%sdimension %d, hidden %s, dropout %.1f, rate %.4f, decay %.3f and %.3f"
                    .formatted(
                            pairs ? "pairs, " : "",
                            dimension,
                            hidden,
                            dropout,
                            pace.rate(),
                            pace.embeddingDecay(),
                            pace.layerDecay());
        }

        DeepMachine machine(FieldRows rows, RandomGenerator random) {
            return new DeepMachine(new Shape(rows.fields(), rows.columnCount(), dimension, hidden, dropout), random);
        }
    }

    private record Tried(Setting setting, int rounds, double auc) {}

    @Override
    public String name() {
        return "frappe";
    }

    @Override
    public String folder() {
        return Frappe.FOLDER;
    }

    @Override
    public void run(Path at, boolean choosingOnly, Scorecard card) {
        Frappe frappe = Frappe.read(at);
        card.heading(
                "frappe: learnt from %,d rows, asked for %,d".formatted(frappe.train().length, frappe.test().length));
        Stopwatch choosing = new Stopwatch();
        List<int[]> fit = new ArrayList<>();
        List<int[]> held = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int[] row : frappe.train()) (random.nextInt(10) == 0 ? held : fit).add(row);
        Tried best = null;
        for (Setting setting : settings()) {
            Tried tried = attempt(setting, fit.toArray(int[][]::new), held.toArray(int[][]::new), card);
            card.note("validation AUC %.4f after %d rounds, CPU %.0f s: %s"
                    .formatted(tried.auc(), tried.rounds(), choosing.seconds(), setting));
            if (best == null || tried.auc() > best.auc()) best = tried;
        }
        card.add(Finding.of("frappe.choosing", choosing.seconds(), "CPU s"));
        if (best != null && !choosingOnly) test(frappe, best, card);
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (float decay : new float[] {0.03f, 1, 3}) {
            for (boolean pairs : new boolean[] {false, true}) {
                settings.add(new Setting(pairs, 16, List.of(256, 128), 0.3f, new Pace(0.001f, decay, 0.01f)));
            }
        }
        return settings;
    }

    /// Learns until the validation part has not gained for some rounds; the best round counts.
    private static Tried attempt(Setting setting, int[][] fit, int[][] held, Scorecard card) {
        Frappe.Encoder encoder = Frappe.encoder(fit, setting.pairs());
        FieldRows rows = encoder.encode(fit);
        FieldRows asked = encoder.encode(held);
        DeepMachine machine = setting.machine(rows, new SplittableRandom(SEED));
        double best = 0;
        int bestRound = 0;
        for (int round = 1; round <= MOST_ROUNDS && round - bestRound <= PATIENCE; round++) {
            double loss = machine.learn(rows, BATCH, setting.pace());
            double auc = RankingMeasures.auc(machine.score(asked), labels(asked));
            card.note("  round %d: loss %.4f, validation AUC %.4f".formatted(round, loss, auc));
            if (auc > best) {
                best = auc;
                bestRound = round;
            }
        }
        return new Tried(setting, bestRound, best);
    }

    private static void test(Frappe frappe, Tried chosen, Scorecard card) {
        Stopwatch training = new Stopwatch();
        Frappe.Encoder encoder = Frappe.encoder(frappe.train(), chosen.setting().pairs());
        FieldRows rows = encoder.encode(frappe.train());
        FieldRows asked = encoder.encode(frappe.test());
        boolean[] labels = labels(asked);
        float[] sum = new float[asked.size()];
        for (int index = 0; index < MACHINES; index++) {
            DeepMachine machine = chosen.setting().machine(rows, new SplittableRandom(SEED + index));
            for (int round = 0; round < chosen.rounds(); round++)
                machine.learn(rows, BATCH, chosen.setting().pace());
            float[] scores = machine.score(asked);
            for (int row = 0; row < sum.length; row++) sum[row] += scores[row] / MACHINES;
            if (index == 0)
                card.add(Finding.of("frappe.auc.one-machine", RankingMeasures.auc(scores, labels), "chance"));
        }
        double auc = RankingMeasures.auc(sum, labels);
        card.add(
                Finding.of("frappe.auc.chosen", auc, "chance").published(0.9842).costing(training.seconds()));
        card.add(Finding.of("frappe.log-loss.chosen", Calibration.logLoss(chances(sum), labels), "nats")
                .published(0.1482));
        float[] popular = popularity(frappe);
        card.add(Finding.of("frappe.auc.app-rate", RankingMeasures.auc(popular, labels), "chance"));
        card.add(Finding.of("frappe.training", training.seconds(), "CPU s").costing(training.seconds()));
        card.note("published  LR .9356, FM .9671, FFM .9786, DeepFM .9842, FinalMLP .9861 (BARS, frappe_x1)");
        card.bar("frappe AUC %.4f, needed %.3f".formatted(auc, NEEDED), auc >= NEEDED);
        card.bar("frappe AUC %.4f, aimed at %.3f".formatted(auc, AIM), auc >= AIM);
        card.bar("frappe AUC above logistic regression's %.4f".formatted(LINEAR), auc > LINEAR);
    }

    private static float[] chances(float[] logOdds) {
        float[] chances = new float[logOdds.length];
        for (int i = 0; i < chances.length; i++) chances[i] = (float) (1 / (1 + Math.exp(-logOdds[i])));
        return chances;
    }

    /// How often each app was started of the times it was asked for, smoothed: what needs no model.
    private static float[] popularity(Frappe frappe) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int[] row : frappe.train()) {
            int[] count = counts.computeIfAbsent(row[Frappe.ITEM], app -> new int[2]);
            count[0] += row[Frappe.FIELDS];
            count[1]++;
        }
        float[] rates = new float[frappe.test().length];
        for (int row = 0; row < rates.length; row++) {
            int[] count = counts.getOrDefault(frappe.test()[row][Frappe.ITEM], new int[2]);
            rates[row] = (count[0] + 1f) / (count[1] + 3f);
        }
        return rates;
    }

    private static boolean[] labels(FieldRows rows) {
        boolean[] labels = new boolean[rows.size()];
        for (int row = 0; row < labels.length; row++) labels[row] = rows.label(row) == 1;
        return labels;
    }
}
