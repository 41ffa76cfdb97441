package attune.algorithms.factor;

import attune.algorithms.collaborative.Likes;
import attune.algorithms.collaborative.MemberScorer;
import attune.algorithms.linear.Vectors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// BPR: what a member liked should score above what they did not (Rendle, Freudenthaler, Gantner and Schmidt-Thieme,
/// BPR:
/// Bayesian Personalized Ranking from Implicit Feedback, UAI 2009). A baseline: the default of many products, and
/// beaten
/// by everything else here.
///
/// Stochastic gradient ascent on `ln σ(x_m·(y_i − y_j) + b_i − b_j)`, j drawn evenly from what m does not like.
/// Immutable
/// once fitted; unlike the others it knows only the members it was trained on.
public final class PairwiseRanking implements MemberScorer {

    private final int d;
    private final float[] members;
    private final float[] items;
    private final float[] biases;

    private PairwiseRanking(int d, float[] members, float[] items, float[] biases) {
        this.d = d;
        this.members = members;
        this.items = items;
        this.biases = biases;
    }

    /// @param factors length of vectors
    /// @param rate step of the gradient
    /// @param ridge weight decay of every number that a step touches
    /// @param epochs passes of as many draws as there are likes
    public record Rules(int factors, double rate, double ridge, int epochs) {
        public Rules {
            if (factors < 1 || epochs < 1 || !(rate > 0) || !(ridge >= 0)) {
                throw new IllegalArgumentException(
                        "need factors, epochs and a rate above 0 and a ridge of 0 or more, got " + factors + ", "
                                + epochs + ", " + rate + ", " + ridge);
            }
        }
    }

    /// Time O(epochs · likes · factors), on the caller's thread: draws follow each other.
    public static PairwiseRanking fit(Likes likes, Rules rules, RandomGenerator random) {
        int d = rules.factors();
        PairwiseRanking model = new PairwiseRanking(
                d,
                gaussians(likes.members() * d, random),
                gaussians(likes.items() * d, random),
                new float[likes.items()]);
        int[] owners = owners(likes);
        int[][] rows = new int[likes.members()][];
        for (int member = 0; member < rows.length; member++) {
            rows[member] = likes.of(member);
            Arrays.sort(rows[member]);
        }
        for (long draw = 0; draw < (long) rules.epochs() * likes.size(); draw++) {
            int at = random.nextInt(likes.size());
            int member = owners[at];
            int other = random.nextInt(likes.items());
            if (Arrays.binarySearch(rows[member], other) < 0) {
                model.step(member, likes.item(at), other, (float) rules.rate(), (float) rules.ridge());
            }
        }
        return model;
    }

    @Override
    public void score(int member, float[] scores) {
        for (int item = 0; item < biases.length; item++) {
            scores[item] = biases[item] + Vectors.dot(items, item * d, members, member * d, d);
        }
    }

    private void step(int member, int liked, int other, float rate, float ridge) {
        int m = member * d;
        int i = liked * d;
        int j = other * d;
        float margin = biases[liked] - biases[other];
        for (int f = 0; f < d; f++) {
            margin += members[m + f] * (items[i + f] - items[j + f]);
        }
        float pull = (float) (1 / (1 + Math.exp(margin)));
        biases[liked] += rate * (pull - ridge * biases[liked]);
        biases[other] += rate * (-pull - ridge * biases[other]);
        for (int f = 0; f < d; f++) {
            float x = members[m + f];
            float y = items[i + f];
            float z = items[j + f];
            members[m + f] = x + rate * (pull * (y - z) - ridge * x);
            items[i + f] = y + rate * (pull * x - ridge * y);
            items[j + f] = z + rate * (-pull * x - ridge * z);
        }
    }

    private static float[] gaussians(int length, RandomGenerator random) {
        float[] values = new float[length];
        for (int at = 0; at < length; at++) {
            values[at] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }

    private static int[] owners(Likes likes) {
        int[] owners = new int[likes.size()];
        for (int member = 0; member < likes.members(); member++) {
            Arrays.fill(owners, likes.start(member), likes.start(member + 1), member);
        }
        return owners;
    }
}
