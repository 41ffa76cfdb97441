package attune.town.resident;

import attune.town.chance.Chance;
import attune.town.phrase.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How much each topic pleases one resident: the heart of what is hidden from every ranker.
///
/// Three to six topics are loved (0.6 to 1.4), one is disliked (about -1.2), the rest leave rather cold (-0.35
/// on average).
public final class Taste {
    private static final Topic[] TOPICS = Topic.values();

    private final double[] likings;
    private final List<Topic> loved;

    private Taste(double[] likings, List<Topic> loved) {
        this.likings = likings;
        this.loved = List.copyOf(loved);
    }

    static Taste draw(Chance chance) {
        double[] likings = new double[TOPICS.length];
        double[] weights = new double[TOPICS.length];
        for (Topic topic : TOPICS) {
            likings[topic.ordinal()] = chance.normal(-0.35, 0.25);
            weights[topic.ordinal()] = topic.popularity();
        }
        List<Topic> loved = new ArrayList<>();
        int count = chance.whole(3, 6);
        for (int n = 0; n < count; n++) {
            int row = chance.weighted(weights);
            weights[row] = 0;
            likings[row] = chance.between(0.6, 1.4);
            loved.add(TOPICS[row]);
        }
        likings[chance.weighted(weights)] = chance.normal(-1.2, 0.15);
        loved.sort(Comparator.comparingDouble((Topic topic) -> likings[topic.ordinal()])
                .reversed());
        return new Taste(likings, loved);
    }

    public double liking(Topic topic) {
        return likings[topic.ordinal()];
    }

    /// The topics this resident loves, dearest first; never empty.
    public List<Topic> loved() {
        return loved;
    }

    /// The topic this resident likes least.
    public Topic disliked() {
        Topic least = TOPICS[0];
        for (Topic topic : TOPICS) {
            if (liking(topic) < liking(least)) {
                least = topic;
            }
        }
        return least;
    }

    /// A topic to write about: a loved one, the dearer the likelier.
    public Topic choose(Chance chance) {
        double[] weights = new double[loved.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = 1.0 / (row + 1);
        }
        return loved.get(chance.weighted(weights));
    }
}
