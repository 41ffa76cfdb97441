package attune.feed.stage;

import attune.model.policy.Reason;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.util.HashMap;
import java.util.Map;

/// Keeps one of several rows that are the same to a reader: reposts of one post, and near copies by
/// different hands. The one in the viewer's network stays before strangers', then the older: the copy
/// never beats its original.
public final class Duplicates implements Stage.Filter {
    public static final Reason REPEATED = new Reason("duplicate", "Another entry shows the same post.");
    public static final Reason NEAR_COPY = new Reason("near-duplicate", "It nearly repeats another post's words.");

    /// Bits in which two 64-bit SimHashes of near copies may differ (Manku, Jain and Das Sarma, WWW 2007).
    private static final int MAX_DISTANCE = 3;
    private static final Spec SPEC = Spec.of("duplicates", "All but one of reposts and near copies.")
            .reading(ItemFacts.ORIGINAL, ItemFacts.FINGERPRINT, ItemFacts.PUBLISHED, ItemFacts.IN_NETWORK)
            .because(REPEATED, NEAR_COPY);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public void filter(Query query, Candidates rows, Removals into) {
        int[] original = rows.ints(ItemFacts.ORIGINAL);
        Map<Integer, Integer> keeper = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Integer other = keeper.putIfAbsent(original[row], row);
            if (other == null) continue;
            int loser = better(rows, row, other) ? other : row;
            into.remove(loser, REPEATED);
            keeper.put(original[row], loser == row ? other : row);
        }
        nearCopies(rows, into);
    }

    /// Two hashes within 3 bits share at least one of four 16-bit blocks, so only rows that share a block
    /// are compared.
    private static void nearCopies(Candidates rows, Removals into) {
        long[] fingerprint = rows.longs(ItemFacts.FINGERPRINT);
        Map<Integer, Integer> lastWithBlock = new HashMap<>();
        int[][] previous = new int[4][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            if (fingerprint[row] == 0 || into.isRemoved(row)) continue;
            for (int block = 0; block < 4; block++) {
                int key = (block << 16) | (int) ((fingerprint[row] >>> (16 * block)) & 0xFFFF);
                Integer last = lastWithBlock.put(key, row);
                previous[block][row] = last == null ? -1 : last;
                compare(rows, into, fingerprint, row, previous[block]);
            }
        }
    }

    private static void compare(Candidates rows, Removals into, long[] fingerprint, int row, int[] previous) {
        for (int other = previous[row]; other >= 0 && !into.isRemoved(row); other = previous[other]) {
            if (into.isRemoved(other)) continue;
            if (Long.bitCount(fingerprint[row] ^ fingerprint[other]) > MAX_DISTANCE) continue;
            into.remove(better(rows, row, other) ? other : row, NEAR_COPY);
        }
    }

    private static boolean better(Candidates rows, int row, int other) {
        float[] inNetwork = rows.floats(ItemFacts.IN_NETWORK);
        if (inNetwork[row] != inNetwork[other]) return inNetwork[row] > inNetwork[other];
        long[] published = rows.longs(ItemFacts.PUBLISHED);
        if (published[row] != published[other]) return published[row] < published[other];
        return rows.item(row) < rows.item(other);
    }
}
