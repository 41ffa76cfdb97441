package attune.algorithms.graph;

import attune.algorithms.rank.Ranked;
import attune.algorithms.rank.TopK;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Three steps from a member: to the items they liked, to the members who liked those, to what those liked.
///
/// P3alpha (Cooper, Lee, Radzik and Siantos, WWW 2014) with the popularity discount of RP3beta (Paudel, Christoffel,
/// Newell and Bernstein, TiiS 2017):
///
/// `score(i) = popularity(i)^−beta · Σ over paths m → j → n → i of (p(m→j) · p(j→n) · p(n→i))^alpha`,
///
/// where a step's probability is its weight over the weights of all neighbours. It is
/// computed at request time, so a like counts in the very next answer. Sums over paths are gathered per member of the
/// second hop, so each of them is left only once. The member's own items, as far as visited, are never returned.
///
/// Exact while the caps of [WalkRules] exceed the degrees. Beyond, the newest neighbours stand for all: the weights of
/// those not visited are taken to be like theirs, so a popular item still says little about who likes it. Time
/// O(ownItems · membersPerItem + companions · itemsPerMember). Reuses its tables: mutable, owned by one thread.
public final class BipartiteWalk {

    private final WalkRules rules;
    /// `popularity^−beta` of whole popularities up to a few hundred, which most are: powers are dear.
    private final double[] discounts = new double[512];
    private final ScoreMap own = new ScoreMap(128);
    private final ScoreMap companions = new ScoreMap(4_096);
    private final ScoreMap found = new ScoreMap(4_096);

    public BipartiteWalk(WalkRules rules) {
        this.rules = rules;
        Arrays.setAll(discounts, popularity -> Math.pow(popularity, -rules.beta()));
    }

    /// The best k items for a member, best first, equal scores: lower id first.
    ///
    /// `itemsOf` leads from members to items, `membersOf` from items to members; `eligible` says which items may be
    /// returned (it is asked once per item found). Scores are positive and compare only within one answer.
    public Ranked walk(int member, Adjacency itemsOf, Adjacency membersOf, int k, IntPredicate eligible) {
        own.clear();
        companions.clear();
        found.clear();
        spread(1, member, itemsOf, rules.ownItems(), own);
        for (int entry = 0; entry < own.size(); entry++) {
            spread(own.sum(entry), own.id(entry), membersOf, rules.membersPerItem(), companions);
        }
        leaveCompanions(member, itemsOf);
        TopK best = new TopK(Math.min(k, found.size()));
        for (int entry = 0; entry < found.size(); entry++) {
            int item = found.id(entry);
            if (own.get(item) == 0 && eligible.test(item)) {
                best.offer(item, (float) (found.sum(entry) * discount(membersOf.popularity(item))));
            }
        }
        return best.drain();
    }

    /// The third hop. The member is among the companions, but leads only to what they already have.
    private void leaveCompanions(int member, Adjacency itemsOf) {
        int most = Math.min(rules.companions(), companions.size());
        TopK strongest = new TopK(most);
        for (int entry = 0; entry < companions.size(); entry++) {
            if (companions.id(entry) != member) {
                strongest.offer(companions.id(entry), (float) companions.sum(entry));
            }
        }
        Ranked leaving = strongest.drain();
        for (int position = 0; position < leaving.size(); position++) {
            int companion = leaving.id(position);
            spread(companions.get(companion), companion, itemsOf, rules.itemsPerMember(), found);
        }
    }

    /// Adds `mass · probability^alpha` to each neighbour a walk may visit from a node.
    private void spread(double mass, int node, Adjacency edges, int cap, ScoreMap to) {
        int visited = Math.min(cap, edges.degree(node));
        double total = 0;
        for (int step = 0; step < visited; step++) {
            total += edges.weight(node, step);
        }
        double unseen = Math.max(1, edges.popularity(node) / visited);
        double unit = mass * Math.pow(total * unseen, -rules.alpha());
        for (int step = 0; step < visited; step++) {
            float weight = edges.weight(node, step);
            to.add(edges.neighbor(node, step), weight == 1 ? unit : unit * Math.pow(weight, rules.alpha()));
        }
    }

    private double discount(double popularity) {
        int whole = (int) popularity;
        return whole == popularity && whole < discounts.length ? discounts[whole] : Math.pow(popularity, -rules.beta());
    }
}
