package attune.feed.stage;

import attune.algorithms.graph.ScoreMap;
import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.TopK;
import attune.model.event.Act;
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
import java.util.function.IntFunction;

/// What the people I follow engaged with. Only acts the network shows to others count and are told ("Ada
/// liked this"); a silent save or a long look of a friend never shows through.
///
/// The strength of an item is the sum over followed members of half-lives since their act, so ten friends
/// an hour ago beat one friend a minute ago.
public final class FriendActs {
    public static final Reason WHY = new Reason("friend-engaged", "{} liked or answered this.");
    public static final Column.Floats STRENGTH =
            new Column.Floats("friend-strength", "decayed acts of followed members", Purpose.PERSONALIZATION);
    /// The followed member whose act was the latest, or −1.
    public static final Column.Ints FRIEND = new Column.Ints("friend", "member", Purpose.PERSONALIZATION);

    private static final Attribute<FriendActs.Found> FOUND =
            Attribute.of("friend-acts", Purpose.PERSONALIZATION, FriendActs.Found.class);
    private static final int MAX_FRIENDS = 500;
    private static final int ACTS_PER_FRIEND = 20;

    private final EngagersView engagers;
    private final IntFunction<Act> acts;
    private final double halfLifeMillis;

    /// @param acts the act table
    public FriendActs(EngagersView engagers, IntFunction<Act> acts, double halfLifeMillis) {
        this.engagers = engagers;
        this.acts = acts;
        this.halfLifeMillis = halfLifeMillis;
    }

    /// @param strength item → decayed acts
    /// @param latest item → 1 + number of the member who acted last, encoded so that 0 is nobody
    private record Found(ScoreMap strength, ScoreMap latest, ScoreMap latestMillis) {}

    public Stage.QueryHydrator queryHydrator() {
        Spec spec = Spec.of("friend-acts", "Recent shown acts of followed members.")
                .serving(Purpose.PERSONALIZATION)
                .needing(Viewer.ATTRIBUTE)
                .providing(FOUND)
                .orElse(Spec.OnFailure.GO_ON);
        return new Gathering(spec, this);
    }

    public Stage.Source source(int cap) {
        Spec spec = Spec.of("friends-engaged", "Posts that followed members liked, answered or reposted.")
                .serving(Purpose.PERSONALIZATION)
                .needing(FOUND)
                .because(WHY)
                .orElse(Spec.OnFailure.GO_ON);
        return new Proposing(spec, cap);
    }

    public Stage.Hydrator hydrator() {
        Spec spec = Spec.of("friend-strength", "How strongly, and who last, among followed members engaged.")
                .serving(Purpose.PERSONALIZATION)
                .needing(FOUND)
                .writing(STRENGTH, FRIEND)
                .orElse(Spec.OnFailure.GO_ON);
        return new Filling(spec);
    }

    private Found gather(Query query) {
        Found found = new Found(new ScoreMap(512), new ScoreMap(512), new ScoreMap(512));
        int[] followees = Viewer.of(query).followees();
        for (int i = 0; i < Math.min(followees.length, MAX_FRIENDS); i++) gather(query, followees[i], found);
        return found;
    }

    private void gather(Query query, int friend, Found found) {
        int count = Math.min(engagers.engagements(friend), ACTS_PER_FRIEND);
        for (int k = 0; k < count; k++) {
            if (!acts.apply(engagers.engagementAct(friend, k)).shown()) continue;
            int item = engagers.engagement(friend, k);
            long millis = engagers.engagementMillis(friend, k);
            double age = Math.max(0, query.nowMillis() - millis);
            found.strength.add(item, Math.pow(0.5, age / halfLifeMillis));
            double known = found.latestMillis.get(item);
            if (found.latest.get(item) == 0 || millis > known) {
                found.latestMillis.add(item, millis - known);
                found.latest.add(item, friend + 1 - found.latest.get(item));
            }
        }
    }

    private record Gathering(Spec spec, FriendActs of) implements Stage.QueryHydrator {
        @Override
        public void hydrate(Query query) {
            query.put(FOUND, of.gather(query));
        }
    }

    private record Proposing(Spec spec, int cap) implements Stage.Source {
        @Override
        public Reason why() {
            return WHY;
        }

        @Override
        public void propose(Query query, Proposals into) {
            ScoreMap strength = query.get(FOUND).strength();
            TopK best = new TopK(cap);
            for (int entry = 0; entry < strength.size(); entry++)
                best.offer(strength.id(entry), (float) strength.sum(entry));
            Ranked ranked = best.drain();
            for (int position = 0; position < ranked.size(); position++) into.add(ranked.id(position));
        }
    }

    private record Filling(Spec spec) implements Stage.Hydrator {
        @Override
        public void hydrate(Query query, Candidates rows) {
            Found found = query.get(FOUND);
            float[] strength = rows.floats(STRENGTH);
            int[] friend = rows.ints(FRIEND);
            for (int row = 0; row < rows.size(); row++) {
                int item = rows.item(row);
                strength[row] = (float) Math.log1p(found.strength().get(item));
                friend[row] = (int) found.latest().get(item) - 1;
            }
        }
    }
}
