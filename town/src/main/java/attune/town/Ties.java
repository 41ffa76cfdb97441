package attune.town;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Who follows whom, and whom a resident no longer wants to meet, by resident index. Owned by the town's single
/// thread.
final class Ties {
    private final List<BitSet> follows = new ArrayList<>();
    private final List<BitSet> shunned = new ArrayList<>();
    private final List<int[]> circles = new ArrayList<>();

    /// Room for one more resident.
    void welcome() {
        follows.add(new BitSet());
        shunned.add(new BitSet());
        circles.add(new int[0]);
    }

    boolean follows(int member, int other) {
        return other >= 0 && follows.get(member).get(other);
    }

    /// True if that is new.
    boolean follow(int member, int other) {
        if (member == other || follows(member, other)) {
            return false;
        }
        follows.get(member).set(other);
        return true;
    }

    /// True if there was something to undo.
    boolean unfollow(int member, int other) {
        boolean did = follows(member, other);
        if (did) {
            follows.get(member).clear(other);
        }
        return did;
    }

    /// Muted or blocked: one wish to hear no more. True if that is new.
    boolean shun(int member, int other) {
        if (member == other || shuns(member, other)) {
            return false;
        }
        shunned.get(member).set(other);
        return true;
    }

    boolean shuns(int member, int other) {
        return other >= 0 && shunned.get(member).get(other);
    }

    /// Whom the member follows at this moment becomes the member's circle: the people worth mentioning.
    ///
    /// It is fixed on settling, so that what somebody writes never depends on what a feed showed.
    void settle(int member) {
        circles.set(member, follows.get(member).stream().toArray());
    }

    /// The indexes of the member's circle, in order of joining.
    int[] circle(int member) {
        return circles.get(member);
    }
}
