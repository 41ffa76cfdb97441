package attune.town;

import attune.town.chance.Chance;
import attune.town.phrase.Topic;
import attune.town.resident.Resident;
import attune.town.resident.Role;
import java.util.Arrays;
import java.util.List;

/// How residents find whom to follow before any network suggests it: by fame, then by kinship.
///
/// A candidate is met in proportion to fame (Pareto, so follower counts are heavy-tailed) and followed with
/// probability `min(1, exp(1.2 (liking - 0.8) + 0.4 (affinity - 1)))`, where liking is the reader's mean liking
/// of what the candidate loves; one who writes in a language not understood has three chances in a hundred of
/// that. Spammers follow anybody.
final class Acquaintance {
    private static final int TRIES_PER_FOLLOW = 40;
    private static final int TOPICS_KNOWN_FOR = 3;

    private double[] fameBefore = new double[1_024];
    private int known;

    /// Everybody up to this resident can be met from now on.
    void introduce(Resident resident) {
        if (known + 1 == fameBefore.length) {
            fameBefore = Arrays.copyOf(fameBefore, 2 * fameBefore.length);
        }
        fameBefore[known + 1] = fameBefore[known] + resident.fame();
        known++;
    }

    /// The next one the reader likes well enough, or -1 after many tries.
    int choose(Resident reader, List<Resident> residents, Chance chance) {
        for (int n = 0; n < TRIES_PER_FOLLOW; n++) {
            if (reader.role() == Role.SPAMMER) {
                return chance.whole(0, known - 1);
            }
            Resident candidate = residents.get(meet(chance));
            if (candidate.index() != reader.index() && chance.happens(kinship(reader, candidate))) {
                return candidate.index();
            }
        }
        return -1;
    }

    private int meet(Chance chance) {
        double point = chance.uniform() * fameBefore[known];
        int found = Arrays.binarySearch(fameBefore, 0, known + 1, point);
        int row = found >= 0 ? found : -found - 2;
        return Math.min(row, known - 1);
    }

    private static double kinship(Resident reader, Resident candidate) {
        double liking = candidate.taste().loved().stream()
                .limit(TOPICS_KNOWN_FOR)
                .mapToDouble((Topic topic) -> reader.taste().liking(topic))
                .average()
                .orElse(0);
        double affinity = reader.enjoys().affinity(candidate.writes());
        double kin = StrictMath.exp(1.2 * (liking - 0.8) + 0.4 * (affinity - 1));
        return Math.min(1, kin) * (reader.understands(candidate.language()) ? 1 : 0.03);
    }
}
