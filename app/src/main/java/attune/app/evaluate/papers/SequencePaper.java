package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Ranges;
import attune.algorithms.sequence.ActSequence;
import attune.algorithms.sequence.ChanceBlend;
import attune.algorithms.sequence.HistoryScorer;
import attune.algorithms.sequence.MarkovChain;
import attune.algorithms.sequence.SequenceModel;
import attune.algorithms.sequence.SequenceShape;
import attune.algorithms.sequence.SequenceTrainer;
import attune.algorithms.sequence.TrainingSettings;
import attune.app.evaluate.Contest;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.evaluate.Stopwatch;
import attune.app.evaluate.papers.NextItemRanking.Measured;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A paper's leave-one-out split of sequences: epochs, the chain's fall and the blend are chosen on members' last but
/// one item, and the last is asked for once.
final class SequencePaper implements Paper {
    private static final long SEED = 20_261_125;
    /// So many members decide between settings; all are asked in the test.
    private static final int VALIDATED = 3_000;
    /// Looks at validation without a gain, after which training stops.
    private static final int PATIENCE = 3;

    private static final int STEPS = 3;
    private static final float[] FALLS = {0.1f, 0.3f, 0.5f, 0.8f};
    private static final float[] WEIGHTS = {0, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f};

    private static final String BLEND = "blend";
    private static final String TRANSFORMER = "transformer";
    private static final String MARKOV = "markov";
    private static final String POPULARITY = "popularity";

    private final Terms terms;
    private final Function<Path, SequenceSplit> reader;

    /// @param shape of the transformer for so many items
    /// @param settings to train it with
    /// @param look epochs between two looks at validation
    /// @param again whether all is learned a second time for the test, with the item it was chosen by; else, as in
    /// most
    ///     papers, that item is only read
    record Terms(
            String name,
            String folder,
            Function<Integer, SequenceShape> shape,
            TrainingSettings settings,
            int look,
            boolean again,
            List<Published> published,
            double needed,
            double aimed) {}

    /// What validation chose.
    private record Choice(int epochs, float fall, float weight, SequenceModel model, double seconds) {}

    SequencePaper(Terms terms, Function<Path, SequenceSplit> reader) {
        this.terms = terms;
        this.reader = reader;
    }

    @Override
    public String name() {
        return terms.name();
    }

    @Override
    public String folder() {
        return terms.folder();
    }

    @Override
    public void run(Path at, boolean choosingOnly, Scorecard card) {
        SequenceSplit split = reader.apply(at);
        card.heading("%s: %,d members, %,d items, %,d acts in order; leave one out, full ranking @%d"
                .formatted(terms.name(), split.members(), split.items(), split.acts(), NextItemRanking.K));
        card.note("transformer %s; %s".formatted(terms.shape().apply(split.items()), terms.settings()));
        try (Cores cores = Cores.all()) {
            Stopwatch choosing = new Stopwatch();
            Choice choice = choose(split, cores, card);
            card.note("chosen on validation: %d epochs, chain's fall %.1f, chain's weight %.1f"
                    .formatted(choice.epochs(), choice.fall(), choice.weight()));
            card.add(Finding.of(terms.name() + ".choosing", choosing.seconds(), "CPU s"));
            if (!choosingOnly) test(split, choice, cores, card);
        }
    }

    private Choice choose(SequenceSplit split, Ranges ranges, Scorecard card) {
        List<ActSequence> fit = split.without(2);
        NextItemRanking validation = new NextItemRanking(split, 2, split.drawn(VALIDATED, SEED), ranges);
        float fall = bestFall(fit, split.items(), validation, card);
        SequenceTrainer trainer = new SequenceTrainer(terms.shape().apply(split.items()), terms.settings(), ranges);
        SequenceModel best = trainer.model();
        int epochs = 0;
        double reached = 0;
        double seconds = 0;
        for (int epoch = 1; epoch <= terms.settings().epochs(); epoch++) {
            Stopwatch training = new Stopwatch();
            double loss = trainer.epoch(fit);
            seconds += training.seconds();
            if (epoch % terms.look() != 0 && epoch != terms.settings().epochs()) continue;
            SequenceModel model = trainer.model();
            Measured measured = validation.of(model::reader);
            card.note("epoch %d, %.0f CPU s: loss %.4f, validation %s".formatted(epoch, seconds, loss, measured));
            if (measured.meanNdcg() > reached) {
                reached = measured.meanNdcg();
                epochs = epoch;
                best = model;
            } else if (epoch - epochs >= PATIENCE * terms.look()) {
                break;
            }
        }
        MarkovChain chain = MarkovChain.learn(fit, split.items(), STEPS, fall);
        return new Choice(epochs, fall, bestWeight(best, chain, validation, card), best, seconds);
    }

    private static float bestFall(List<ActSequence> fit, int items, NextItemRanking validation, Scorecard card) {
        float best = 1;
        double reached = -1;
        for (float fall : FALLS) {
            MarkovChain chain = MarkovChain.learn(fit, items, STEPS, fall);
            Measured measured = validation.of(() -> chain);
            card.note("chain of %d steps, fall %.1f: validation %s".formatted(STEPS, fall, measured));
            if (measured.meanNdcg() > reached) {
                reached = measured.meanNdcg();
                best = fall;
            }
        }
        return best;
    }

    private static float bestWeight(
            SequenceModel model, MarkovChain chain, NextItemRanking validation, Scorecard card) {
        float best = 0;
        double reached = -1;
        for (float weight : WEIGHTS) {
            Measured measured = validation.of(() -> new ChanceBlend(model, chain, weight));
            card.note("chain's weight %.1f: validation %s".formatted(weight, measured));
            if (measured.meanNdcg() > reached) {
                reached = measured.meanNdcg();
                best = weight;
            }
        }
        return best;
    }

    private void test(SequenceSplit split, Choice choice, Ranges ranges, Scorecard card) {
        List<ActSequence> known = split.without(terms.again() ? 1 : 2);
        NextItemRanking ranking = new NextItemRanking(split, 1, split.drawn(split.members(), SEED), ranges);
        Stopwatch counting = new Stopwatch();
        MarkovChain chain = MarkovChain.learn(known, split.items(), STEPS, choice.fall());
        card.add(Finding.of(terms.name() + ".training." + MARKOV, counting.seconds(), "CPU s"));
        SequenceModel model = terms.again() ? again(known, split.items(), choice, ranges, card) : choice.model();
        if (!terms.again()) card.add(Finding.of(terms.name() + ".training." + TRANSFORMER, choice.seconds(), "CPU s"));
        float[] popular = popularity(known, split.items());
        Map<String, Measured> measured = new LinkedHashMap<>();
        measured.put(BLEND, ranking.of(() -> new ChanceBlend(model, chain, choice.weight())));
        measured.put(TRANSFORMER, ranking.of(model::reader));
        measured.put(MARKOV, ranking.of(() -> chain));
        HistoryScorer always = (history, scores) -> System.arraycopy(popular, 0, scores, 0, popular.length);
        measured.put(POPULARITY, ranking.of(() -> always));
        tell(measured, split.members(), card);
    }

    private SequenceModel again(List<ActSequence> known, int items, Choice choice, Ranges ranges, Scorecard card) {
        Stopwatch training = new Stopwatch();
        SequenceTrainer trainer = new SequenceTrainer(terms.shape().apply(items), terms.settings(), ranges);
        for (int epoch = 0; epoch < choice.epochs(); epoch++) trainer.epoch(known);
        card.add(Finding.of(terms.name() + ".training." + TRANSFORMER, training.seconds(), "CPU s"));
        return trainer.model();
    }

    private static float[] popularity(List<ActSequence> known, int items) {
        float[] popular = new float[items];
        for (ActSequence acts : known) for (int item : acts.items()) popular[item]++;
        return popular;
    }

    private void tell(Map<String, Measured> measured, int members, Scorecard card) {
        Contest hits = new Contest(terms.name() + ".hr@" + NextItemRanking.K, "share", members);
        Contest ndcg = new Contest(terms.name() + ".ndcg@" + NextItemRanking.K, "share", members);
        measured.forEach((ranker, of) -> {
            for (int index = 0; index < members; index++) {
                hits.put(ranker, index, of.hits()[index]);
                ndcg.put(ranker, index, of.ndcg()[index]);
            }
        });
        hits.tell(card, Map.of());
        ndcg.tell(card, Map.of());
        for (Published row : terms.published()) {
            card.note("published  %-28s HR %.4f  nDCG %.4f  (%s)"
                    .formatted(row.model(), row.recall(), row.ndcg(), row.source()));
        }
        double reached = ndcg.mean(BLEND);
        card.bar(
                "%s nDCG@10 %.4f, needed %.4f".formatted(terms.name(), reached, terms.needed()),
                reached >= terms.needed());
        card.bar(
                terms.name() + " nDCG@10 above the Markov chain, paired",
                ndcg.gain(BLEND, MARKOV).isAbove(0));
        card.note("aimed at nDCG %.4f: %s"
                .formatted(terms.aimed(), reached >= terms.aimed() ? "reached" : "not reached"));
    }
}
