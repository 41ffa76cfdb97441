package attune.algorithms.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import attune.algorithms.rank.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BipartiteWalkTest {

    @Test
    void walk_equals_the_dense_product_of_matrices() {
        long seed = 21;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Bipartite graph = Bipartite.random(random, 12, 15, 0.25, round % 2 == 0);
            double alpha = 0.5 + random.nextDouble();
            double beta = random.nextDouble();
            BipartiteWalk walk = new BipartiteWalk(WalkRules.exact(alpha, beta));
            for (int member = 0; member < 12; member++) {
                double[] expected = graph.denseScores(member, alpha, beta);

                Ranked actual = walk.walk(member, graph.itemsOf(), graph.membersOf(), 100, item -> true);

                assertThat(actual.size()).isEqualTo(positives(expected));
                for (int position = 0; position < actual.size(); position++) {
                    assertThat((double) actual.score(position))
                            .as("seed %d round %d member %d item %d", seed, round, member, actual.id(position))
                            .isCloseTo(expected[actual.id(position)], Percentage.withPercentage(1e-4));
                }
            }
        }
    }

    /// Member 0 likes item 0; member 1 likes items 0 and 1; member 2 likes items 0, 1 and 2.
    @Test
    void probabilities_of_a_tiny_graph_are_those_worked_out_by_hand() {
        Bipartite graph = Bipartite.of(new int[][] {{0}, {0, 1}, {0, 1, 2}}, 3);

        Ranked ranked =
                new BipartiteWalk(WalkRules.exact(1, 0)).walk(0, graph.itemsOf(), graph.membersOf(), 5, item -> true);

        assertThat(ranked.ids()).containsExactly(1, 2);
        assertThat(ranked.score(0)).isCloseTo(1 / 6f + 1 / 9f, within(1e-6f));
        assertThat(ranked.score(1)).isCloseTo(1 / 9f, within(1e-6f));
    }

    @Test
    void popularity_discount_lifts_the_rarer_item() {
        Bipartite graph = Bipartite.of(new int[][] {{0}, {0, 1}, {0, 2}, {1}, {1}, {1}}, 3);

        assertThat(walk(graph, 0, 0).ids()).as("equal paths, lower id first").containsExactly(1, 2);
        assertThat(walk(graph, 0, 0.5).ids()).containsExactly(2, 1);
    }

    @Test
    void ineligible_items_do_not_take_the_place_of_others() {
        Bipartite graph = Bipartite.of(new int[][] {{0}, {0, 1, 2, 3}}, 4);

        Ranked ranked =
                new BipartiteWalk(WalkRules.USUAL).walk(0, graph.itemsOf(), graph.membersOf(), 2, item -> item != 1);

        assertThat(ranked.ids()).containsExactly(2, 3);
    }

    @Test
    void caps_take_the_newest_neighbours() {
        Bipartite graph = Bipartite.of(new int[][] {{0}, {0, 3, 2, 1}, {0, 1}}, 4);
        WalkRules oneCompanion = new WalkRules(1, 0, 9, 1, 9, 9);
        WalkRules twoItems = new WalkRules(1, 0, 9, 9, 9, 2);

        assertThat(new BipartiteWalk(oneCompanion)
                        .walk(0, graph.itemsOf(), graph.membersOf(), 9, item -> true)
                        .size())
                .as("item 0 was liked first by member 0")
                .isZero();
        assertThat(new BipartiteWalk(twoItems)
                        .walk(0, graph.itemsOf(), graph.membersOf(), 9, item -> true)
                        .ids())
                .containsExactly(1, 3);
    }

    @Test
    void visited_neighbours_stand_for_those_beyond_the_cap() {
        Bipartite graph = Bipartite.of(new int[][] {{0, 2}, {0}}, 3);
        WalkRules oneOfTwo = new WalkRules(1, 0, 9, 1, 9, 9);

        Ranked ranked = new BipartiteWalk(oneOfTwo).walk(1, graph.itemsOf(), graph.membersOf(), 9, item -> true);

        assertThat(ranked.ids()).containsExactly(2);
        assertThat(ranked.score(0)).as("1 · 1/2 · 1/2, as without the cap").isEqualTo(0.25f);
    }

    @Test
    void strongest_companions_go_on() {
        Bipartite graph = Bipartite.of(new int[][] {{0, 1}, {0, 1, 2}, {1, 3}}, 4);
        WalkRules rules = new WalkRules(1, 0, 9, 9, 1, 9);

        assertThat(new BipartiteWalk(rules)
                        .walk(2, graph.itemsOf(), graph.membersOf(), 9, item -> true)
                        .ids())
                .as("members 0 and 1 are reached alike, the lower id goes on")
                .containsExactly(0);
    }

    @Test
    void newcomer_without_likes_gets_nothing_and_a_walk_leaves_no_mark_on_the_next() {
        Bipartite graph = Bipartite.of(new int[][] {{}, {0, 1}, {0, 2}}, 3);
        BipartiteWalk walk = new BipartiteWalk(WalkRules.USUAL);

        Ranked before = walk.walk(1, graph.itemsOf(), graph.membersOf(), 9, item -> true);
        Ranked newcomer = walk.walk(0, graph.itemsOf(), graph.membersOf(), 9, item -> true);
        Ranked after = walk.walk(1, graph.itemsOf(), graph.membersOf(), 9, item -> true);

        assertThat(newcomer.size()).isZero();
        assertThat(after).hasToString(before.toString());
    }

    @Test
    void hop_without_neighbours_is_refused() {
        assertThatThrownBy(() -> new WalkRules(1, 0, 0, 1, 1, 1)).hasMessageContaining("every hop");
        assertThatThrownBy(() -> new WalkRules(Double.NaN, 0, 1, 1, 1, 1)).hasMessageContaining("exponents");
    }

    private static Ranked walk(Bipartite graph, int member, double beta) {
        return new BipartiteWalk(WalkRules.exact(1, beta))
                .walk(member, graph.itemsOf(), graph.membersOf(), 9, item -> true);
    }

    private static int positives(double[] scores) {
        int count = 0;
        for (double score : scores) {
            count += score > 0 ? 1 : 0;
        }
        return count;
    }

    /// A small graph kept as a dense matrix of weights, and the definition computed from it by brute force.
    private record Bipartite(List<List<Edge>> ofMember, List<List<Edge>> ofItem) {

        record Edge(int to, float weight) {}

        static Bipartite of(int[][] likes, int items) {
            Bipartite graph = empty(likes.length, items);
            for (int member = 0; member < likes.length; member++) {
                for (int item : likes[member]) {
                    graph.connect(member, item, 1);
                }
            }
            return graph;
        }

        static Bipartite random(Random random, int members, int items, double density, boolean weighted) {
            Bipartite graph = empty(members, items);
            for (int member = 0; member < members; member++) {
                for (int item = 0; item < items; item++) {
                    if (random.nextDouble() < density) {
                        graph.connect(member, item, weighted ? 0.2f + random.nextFloat() : 1);
                    }
                }
            }
            return graph;
        }

        Adjacency itemsOf() {
            return adjacency(ofMember);
        }

        Adjacency membersOf() {
            return adjacency(ofItem);
        }

        double[] denseScores(int member, double alpha, double beta) {
            double[] scores = new double[ofItem.size()];
            for (Edge own : ofMember.get(member)) {
                double first = chance(own, ofMember.get(member), alpha);
                for (Edge companion : ofItem.get(own.to())) {
                    double second = chance(companion, ofItem.get(own.to()), alpha);
                    for (Edge last : ofMember.get(companion.to())) {
                        scores[last.to()] += first * second * chance(last, ofMember.get(companion.to()), alpha);
                    }
                }
            }
            for (int item = 0; item < scores.length; item++) {
                scores[item] /=
                        scores[item] == 0 ? 1 : Math.pow(ofItem.get(item).size(), beta);
            }
            for (Edge own : ofMember.get(member)) {
                scores[own.to()] = 0;
            }
            return scores;
        }

        private static double chance(Edge edge, List<Edge> all, double alpha) {
            return Math.pow(
                    edge.weight() / all.stream().mapToDouble(Edge::weight).sum(), alpha);
        }

        private static Bipartite empty(int members, int items) {
            return new Bipartite(lists(members), lists(items));
        }

        private static List<List<Edge>> lists(int n) {
            List<List<Edge>> lists = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                lists.add(new ArrayList<>());
            }
            return lists;
        }

        private void connect(int member, int item, float weight) {
            ofMember.get(member).add(new Edge(item, weight));
            ofItem.get(item).add(new Edge(member, weight));
        }

        private static Adjacency adjacency(List<List<Edge>> edges) {
            return new Adjacency() {
                @Override
                public int degree(int node) {
                    return edges.get(node).size();
                }

                @Override
                public int neighbor(int node, int k) {
                    return edges.get(node).get(k).to();
                }

                @Override
                public float weight(int node, int k) {
                    return edges.get(node).get(k).weight();
                }
            };
        }
    }
}
