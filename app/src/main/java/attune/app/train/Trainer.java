package attune.app.train;

import attune.app.operate.Models;
import attune.app.operate.Surroundings;
import attune.app.operate.Training;
import attune.app.surface.RankingLine;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.http.telemetry.Attribute;
import attune.http.telemetry.Work;
import attune.learning.dataset.Collector;
import attune.learning.dataset.Impressions;
import attune.learning.train.ActModel;
import attune.learning.train.ActTrainer;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.retention.Cutoffs;
import attune.store.retention.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// Learns from the log: replays it through a state of its own, takes every impression's features as they
/// were then, and fits the model under the prior. Serves the result only if it predicts a later part of
/// the log better than what serves now.
///
/// One training at a time; the monitor guards it. A member erased before the training is not in the log it reads: while
/// an erasure has not rewritten the log yet, nothing is learned.
public final class Trainer {
    private static final int MAX_EXAMPLES = 200_000;
    private static final Duration HORIZON = Duration.ofHours(24);
    /// The last share of the impressions, held back to compare old and new on.
    private static final double HELD_BACK = 0.2;
    private static final int FEWEST = 200;

    private final EventLog log;
    private final Ledger ledger;
    private final Models models;
    private final Values values;
    private final Retention retention;
    private final Surroundings surroundings;
    private final IntSupplier erasures;

    /// @param erasures how many members are erased and still in the log
    /// @param retention behaviour past its term for personalization is not learned from
    public Trainer(
            EventLog log,
            IntSupplier erasures,
            Ledger ledger,
            Models models,
            Values values,
            Retention retention,
            Surroundings surroundings) {
        this.log = log;
        this.erasures = erasures;
        this.ledger = ledger;
        this.models = models;
        this.values = values;
        this.retention = retention;
        this.surroundings = surroundings;
    }

    /// What a training came to.
    ///
    /// @param served whether the new model serves now
    /// @param lossBefore log loss per impression of the model that served, on the part held back;
    ///     `lossAfter` of the new one
    public record Report(
            boolean served, int examples, double lossBefore, double lossAfter, String version, String words) {}

    public synchronized Report train() {
        long startedNanos = surroundings.tickerNanos().getAsLong();
        Report report = attempt();
        tell(report, startedNanos);
        models.note(new Training(
                surroundings.clock().millis(),
                report.served(),
                report.examples(),
                report.lossBefore(),
                report.lossAfter(),
                report.words()));
        return report;
    }

    private void tell(Report report, long startedNanos) {
        Work work = Work.of("training", startedNanos, surroundings.tickerNanos().getAsLong());
        surroundings
                .telemetry()
                .tell(work.with(Attribute.EXAMPLES, report.examples())
                        .with(Attribute.OUTCOME, report.served() ? "served" : "not served")
                        .asSeldom());
    }

    private Report attempt() {
        // In this order: an erasure that begins after the second line withdraws what is learned here.
        long withdrawals = models.withdrawals();
        int pending = erasures.getAsInt();
        ActModel serving = models.current();
        if (pending > 0) {
            String words = "Nothing was learned: " + pending + " erasures have not left the log yet.";
            return new Report(false, 0, 0, 0, serving.version(), words);
        }
        Impressions impressions = collect();
        if (impressions.size() < FEWEST) {
            return new Report(
                    false,
                    impressions.size(),
                    0,
                    0,
                    serving.version(),
                    "Too few impressions to learn from: " + impressions.size() + " of at least " + FEWEST + ".");
        }
        int split = (int) (impressions.size() * (1 - HELD_BACK));
        long now = surroundings.clock().millis();
        Impressions later = impressions.slice(split, impressions.size());
        ActModel candidate = ActTrainer.train(HomeFeatures.PRIOR, impressions.slice(0, split), now);
        double before = ActTrainer.logLoss(serving, later);
        double after = ActTrainer.logLoss(candidate, later);
        if (after >= before) {
            return new Report(
                    false,
                    impressions.size(),
                    before,
                    after,
                    serving.version(),
                    "The new model predicts the later part no better; the old one goes on serving.");
        }
        ActModel whole = ActTrainer.train(HomeFeatures.PRIOR, impressions, now);
        record(
                "model.promoted",
                whole,
                Map.of("loss-before", "%.6f".formatted(before), "loss-after", "%.6f".formatted(after)));
        boolean serves = models.serve(whole, withdrawals);
        if (!serves) record("model.dropped", whole, Map.of("why", "a member was erased while it learned"));
        return new Report(
                serves,
                impressions.size(),
                before,
                after,
                whole.version(),
                serves
                        ? "The new model predicts the later part better and serves."
                        : "A member was erased while it learned; what it learned is dropped.");
    }

    /// Before the model serves: one that cannot be recorded must not serve.
    private void record(String action, ActModel model, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("version", model.version());
        details.put("examples", String.valueOf(model.provenance().examples()));
        details.put("to-sequence", String.valueOf(model.provenance().toSequence()));
        ledger.append(new Entry(surroundings.clock().millis(), "platform", action, null, details));
    }

    private Impressions collect() {
        Seal seal = new Seal();
        SharedProjections views = new SharedProjections(seal, Capacity.USUAL);
        RankingLine line = RankingLine.over(views, seal, values, models::current, surroundings);
        Collector collector =
                new Collector(views.state(), line::features, HomeFeatures.SET.size(), HORIZON.toMillis(), MAX_EXAMPLES);
        Cutoffs today = retention.at(surroundings.clock().millis());
        log.replay(0, envelope -> {
            if (today.usable(envelope, Purpose.PERSONALIZATION)) collector.accept(envelope);
        });
        // Whoever withdrew since is not learned from, even by what was allowed at the time; nor is anything
        // that is held by now, even what counted when it came, and an impression whose outcome may have been
        // held.
        return collector
                .finish()
                .of((member, atMillis) -> views.consents.given(member, Purpose.PERSONALIZATION)
                        && !views.quarantines.touches(member, atMillis, atMillis + HORIZON.toMillis()));
    }
}
