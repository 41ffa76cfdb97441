package attune.feed.why;

import attune.feed.stage.ItemFacts;
import attune.model.policy.Reason;
import attune.pipeline.run.Score;
import attune.pipeline.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the composition of a slate did to one of its posts, in words.
final class SlateRuleTexts {
    private SlateRuleTexts() {}

    static List<Reason> of(Trace trace, Trace.Row row) {
        List<Reason> rules = new ArrayList<>();
        if (row.exploration()) {
            rules.add(new Reason(
                    "exploration",
                    String.format(
                            Locale.ROOT,
                            "This place is kept for a post few have met, drawn by lot: each of %d had the same chance.",
                            Math.round(1 / row.propensity()))));
        } else {
            spread(trace, row, rules);
        }
        if (trace.has(ItemFacts.IN_NETWORK.name()) && trace.value(row, ItemFacts.IN_NETWORK.name()) == 0) {
            rules.add(new Reason(
                    "outside-network",
                    "You do not follow its author; only a limited share of a feed comes from strangers."));
        }
        if (!trace.profiled()) {
            rules.add(new Reason(
                    "not-profiled",
                    trace.surface().equals("following")
                            ? "The newest posts of those you follow come first, and nothing else counts."
                            : "Your feed is not profiled: only how new and how popular a post is counts."));
        }
        return rules;
    }

    /// Where the score alone would have put it among the served posts, if that is elsewhere.
    private static void spread(Trace trace, Trace.Row row, List<Reason> rules) {
        double own = trace.value(row, Score.COLUMN.name());
        int byScore = 0;
        for (Trace.Row other : trace.rows()) {
            double score = trace.value(other, Score.COLUMN.name());
            if (score > own || (score == own && other.position() < row.position())) byScore++;
        }
        int lower = row.position() - byScore;
        if (lower == 0) return;
        rules.add(new Reason(
                "variety",
                String.format(
                        Locale.ROOT,
                        "Posts are spread over authors and topics: it stands %d %s %s than its score alone says.",
                        Math.abs(lower),
                        Math.abs(lower) == 1 ? "place" : "places",
                        lower > 0 ? "lower" : "higher")));
    }
}
