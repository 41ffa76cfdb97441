package attune.feed.why;

import attune.feed.rank.ActScorer;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.feed.stage.CoEngagement;
import attune.feed.stage.FollowedSource;
import attune.feed.stage.FreshSource;
import attune.feed.stage.FriendActs;
import attune.feed.stage.Heat;
import attune.feed.stage.ItemFacts;
import attune.feed.stage.PopularSource;
import attune.feed.stage.SourceTexts;
import attune.feed.why.Explanation.Part;
import attune.feed.why.Explanation.Share;
import attune.learning.feature.Feature;
import attune.learning.train.ActModel;
import attune.model.event.Act;
import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Explains a served post from its trace: what proposed it, what it was expected to lead to, what spoke for it, which
/// rules moved it. Nothing is computed anew but sentences and the split of a score that the trace holds.
public final class Explainer {
    /// What a source says already, so that the summary need not say it twice.
    private static final Map<String, String> EVIDENCE = Map.of(
            FollowedSource.WHY.code(), ItemFacts.IN_NETWORK.name(),
            FriendActs.WHY.code(), FriendActs.STRENGTH.name(),
            CoEngagement.WHY.code(), CoEngagement.SCORE.name(),
            PopularSource.WHY.code(), Heat.POPULARITY.name(),
            FreshSource.WHY.code(), Heat.FRESHNESS.name());

    private final Values values;
    private final Function<String, Optional<ActModel>> models;
    private final SourceTexts sources;

    /// @param models finds a model by the version a trace names; empty when it is no longer kept
    public Explainer(Values values, Function<String, Optional<ActModel>> models, SourceTexts sources) {
        this.values = values;
        this.models = models;
        this.sources = sources;
    }

    public Explanation explain(Trace trace, Trace.Row row) {
        List<Reason> proposed = sources.sources(trace, row);
        List<Part> parts = parts(trace, row);
        Optional<ActModel> model = parts.isEmpty()
                ? Optional.empty()
                : models.apply(trace.versions().model());
        List<Share> features = model.map(known -> features(known, trace, row)).orElse(List.of());
        List<Reason> rules = new ArrayList<>(SlateRuleTexts.of(trace, row));
        if (!parts.isEmpty()) rules.addAll(changes(trace, model.isEmpty()));
        return new Explanation(proposed, parts, features, rules, summary(trace, proposed, features));
    }

    /// What each act that the model predicted adds to the score; empty for a post that no model ranked.
    public List<Part> parts(Trace trace, Trace.Row row) {
        List<Part> parts = new ArrayList<>();
        for (Act act : HomeFeatures.PRIOR.acts()) {
            String column = ActScorer.column(act).name();
            if (!trace.has(column)) continue;
            double probability = trace.value(row, column);
            double weight = values.weight(act);
            parts.add(new Part(act.name(), probability, weight, words(act, probability, weight)));
        }
        return parts;
    }

    private static String words(Act act, double probability, double weight) {
        String name = act.name().replace('-', ' ');
        return String.format(
                Locale.ROOT,
                "%s%s: %s %% likely, worth %s likes each time.",
                name.substring(0, 1).toUpperCase(Locale.ROOT),
                name.substring(1),
                percent(probability),
                weight);
    }

    /// Two digits that say something: a report is 0.031 % likely, not 0.0 %.
    private static String percent(double probability) {
        return new BigDecimal(100 * probability)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<Share> features(ActModel model, Trace trace, Trace.Row row) {
        List<Feature> features = model.features().features();
        float[] values = new float[features.size()];
        for (int f = 0; f < values.length; f++)
            values[f] = (float) trace.value(row, features.get(f).name());
        double[] weights =
                model.acts().stream().mapToDouble(this.values::weight).toArray();
        double[] added = Contributions.of(model.logistic(), weights, values);
        List<Share> shares = new ArrayList<>();
        for (int f = 0; f < added.length; f++) {
            Feature feature = features.get(f);
            if (added[f] == 0) continue;
            shares.add(new Share(feature.name(), added[f] > 0 ? feature.inFavour() : feature.against(), added[f]));
        }
        shares.sort(Comparator.comparingDouble((Share share) -> -Math.abs(share.contribution())));
        return shares;
    }

    private List<Reason> changes(Trace trace, boolean modelGone) {
        List<Reason> changes = new ArrayList<>();
        if (modelGone) {
            changes.add(new Reason(
                    "model-replaced",
                    "The model that ranked this no longer serves, so nobody can say what each feature added."));
        }
        if (!trace.versions().values().equals(values.version())) {
            changes.add(new Reason(
                    "values-changed", "What acts are worth has changed since; the weights told are those of now."));
        }
        return changes;
    }

    private static String summary(Trace trace, List<Reason> proposed, List<Share> features) {
        String because = proposed.isEmpty()
                ? "It was proposed"
                : bare(proposed.getFirst().text());
        String said = proposed.isEmpty()
                ? ""
                : EVIDENCE.getOrDefault(proposed.getFirst().code(), "");
        List<Share> inFavour =
                features.stream().filter(share -> share.contribution() > 0).toList();
        for (Share share : inFavour) {
            if (share.feature().equals(said)) continue;
            String rank = share.equals(inFavour.getFirst()) ? "most" : "also";
            return because + "; " + rank + " in its favour: " + lowerFirst(share.text());
        }
        if (trace.profiled()) return because + ".";
        return because + "; nothing you did before was used to place it.";
    }

    private static String bare(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
