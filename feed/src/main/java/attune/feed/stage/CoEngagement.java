package attune.feed.stage;

import attune.algorithms.graph.Adjacency;
import attune.algorithms.graph.BipartiteWalk;
import attune.algorithms.graph.ScoreMap;
import attune.algorithms.graph.WalkRules;
import attune.algorithms.rank.Ranked;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Proposals;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.EngagersView;

/// People who liked what I liked, and what else they like: a walk over the recent-engagement rings at
/// request time (decision 0016), so that a like made a moment ago already counts, and an erased member's
/// at once does not.
public final class CoEngagement {
    public static final Reason WHY = new Reason("co-engaged", "People who like what you like engage with this.");
    public static final Column.Floats SCORE = new Column.Floats(
            "co-engagement",
            "walk score over the strongest of this request, natural log + 10",
            Purpose.PERSONALIZATION);

    private static final Attribute<Walked> WALKED = Attribute.of("walk", Purpose.PERSONALIZATION, Walked.class);

    private final Adjacency itemsOf;
    private final Adjacency membersOf;
    private final WalkRules rules;
    private final int reach;

    /// @param reach items the walk ranks at most; the rest scores 0
    public CoEngagement(EngagersView engagers, WalkRules rules, int reach) {
        this.itemsOf = new ItemsOf(engagers);
        this.membersOf = new MembersOf(engagers);
        this.rules = rules;
        this.reach = reach;
    }

    private record Walked(Ranked ranked, ScoreMap scores) {}

    private record ItemsOf(EngagersView engagers) implements Adjacency {
        @Override
        public int degree(int member) {
            return engagers.engagements(member);
        }

        @Override
        public int neighbor(int member, int k) {
            return engagers.engagement(member, k);
        }
    }

    private record MembersOf(EngagersView engagers) implements Adjacency {
        @Override
        public int degree(int item) {
            return engagers.engagers(item);
        }

        @Override
        public int neighbor(int item, int k) {
            return engagers.engager(item, k);
        }

        @Override
        public double popularity(int item) {
            return engagers.itemDegree(item);
        }
    }

    public Stage.QueryHydrator queryHydrator() {
        Spec spec = Spec.of("walk", "Three steps over recent engagement: my items, their people, their items.")
                .serving(Purpose.PERSONALIZATION)
                .providing(WALKED)
                .orElse(Spec.OnFailure.GO_ON);
        return new Walking(spec, this);
    }

    public Stage.Source source(int cap) {
        Spec spec = Spec.of("co-engaged", "Posts liked by people who like the same posts as the viewer.")
                .serving(Purpose.PERSONALIZATION)
                .needing(WALKED)
                .because(WHY)
                .orElse(Spec.OnFailure.GO_ON);
        return new Proposing(spec, cap);
    }

    public Stage.Hydrator hydrator() {
        Spec spec = Spec.of("co-engagement", "How near a post is to the viewer's likes, over shared likers.")
                .serving(Purpose.PERSONALIZATION)
                .needing(WALKED)
                .writing(SCORE)
                .orElse(Spec.OnFailure.GO_ON);
        return new Filling(spec);
    }

    private Walked walk(Query query) {
        Ranked ranked = new BipartiteWalk(rules).walk(query.viewer().value(), itemsOf, membersOf, reach, item -> true);
        ScoreMap scores = new ScoreMap(Math.max(16, ranked.size()));
        for (int position = 0; position < ranked.size(); position++)
            scores.add(ranked.id(position), ranked.score(position));
        return new Walked(ranked, scores);
    }

    private record Walking(Spec spec, CoEngagement of) implements Stage.QueryHydrator {
        @Override
        public void hydrate(Query query) {
            query.put(WALKED, of.walk(query));
        }
    }

    private record Proposing(Spec spec, int cap) implements Stage.Source {
        @Override
        public Reason why() {
            return WHY;
        }

        @Override
        public void propose(Query query, Proposals into) {
            Ranked ranked = query.get(WALKED).ranked();
            for (int position = 0; position < Math.min(cap, ranked.size()); position++) into.add(ranked.id(position));
        }
    }

    private record Filling(Spec spec) implements Stage.Hydrator {
        /// Walk scores span orders of magnitude, and twice as near is about twice as likely wherever one
        /// looks: so the scale is logarithmic, in steps of e. The strongest of the walk is 10 and a 20,000th
        /// of it is 0, like all beyond.
        private static final double SPAN = 10;

        @Override
        public void hydrate(Query query, Candidates rows) {
            Walked walked = query.get(WALKED);
            float[] score = rows.floats(CoEngagement.SCORE);
            double strongest = walked.ranked().size() == 0 ? 1 : walked.ranked().score(0);
            for (int row = 0; row < rows.size(); row++) {
                double own = walked.scores().get(rows.item(row));
                score[row] = own == 0 ? 0 : (float) Math.max(0, SPAN + Math.log(own / strongest));
            }
        }
    }
}
