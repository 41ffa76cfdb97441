package attune.algorithms.collaborative;

import java.util.Arrays;

/// Which items each member liked: rows of item numbers, compressed into two arrays.
///
/// Member m likes `itemsOf[starts[m] .. starts[m + 1])`, each item once and in [0, items). The arrays are held, not
/// copied, and never changed here. Immutable as long as the caller leaves them alone.
public final class Likes {

    private final int items;
    private final int[] starts;
    private final int[] itemsOf;

    /// starts `int[members + 1]` ascending from 0 to `itemsOf.length`.
    public Likes(int items, int[] starts, int[] itemsOf) {
        if (starts.length == 0 || starts[0] != 0 || starts[starts.length - 1] != itemsOf.length) {
            throw new IllegalArgumentException("starts must lead from 0 to " + itemsOf.length);
        }
        for (int item : itemsOf) {
            if (item < 0 || item >= items) {
                throw new IllegalArgumentException("item " + item + " is not in [0, " + items + ")");
            }
        }
        this.items = items;
        this.starts = starts;
        this.itemsOf = itemsOf;
    }

    /// From one row of items per member.
    public static Likes ofRows(int items, int[][] rows) {
        int[] starts = new int[rows.length + 1];
        for (int member = 0; member < rows.length; member++) {
            starts[member + 1] = starts[member] + rows[member].length;
        }
        int[] itemsOf = new int[starts[rows.length]];
        for (int member = 0; member < rows.length; member++) {
            System.arraycopy(rows[member], 0, itemsOf, starts[member], rows[member].length);
        }
        return new Likes(items, starts, itemsOf);
    }

    public int members() {
        return starts.length - 1;
    }

    public int items() {
        return items;
    }

    /// How many likes there are in all.
    public int size() {
        return itemsOf.length;
    }

    /// Where a member's row begins; `start(members())` is [#size].
    public int start(int member) {
        return starts[member];
    }

    /// The item at a place in the rows, `at` in [0, size).
    public int item(int at) {
        return itemsOf[at];
    }

    /// How many items a member likes.
    public int degree(int member) {
        return starts[member + 1] - starts[member];
    }

    /// A copy of a member's row.
    public int[] of(int member) {
        return Arrays.copyOfRange(itemsOf, starts[member], starts[member + 1]);
    }

    /// `int[items]`: how many members like each item.
    public int[] popularity() {
        int[] counts = new int[items];
        for (int item : itemsOf) {
            counts[item]++;
        }
        return counts;
    }

    /// The same likes from the other side: row i holds the members who like item i, ascending. Time O(size).
    public Likes transposed() {
        int[] ends = new int[items + 1];
        for (int item : itemsOf) {
            ends[item + 1]++;
        }
        for (int item = 0; item < items; item++) {
            ends[item + 1] += ends[item];
        }
        int[] next = ends.clone();
        int[] turned = new int[itemsOf.length];
        for (int member = 0; member < members(); member++) {
            for (int at = starts[member]; at < starts[member + 1]; at++) {
                turned[next[itemsOf[at]]++] = member;
            }
        }
        return new Likes(members(), ends, turned);
    }

    /// `double[members]`: each member's degree to the power of an exponent, 0 for a member without likes.
    public double[] degreesTo(double exponent) {
        double[] powers = new double[members()];
        for (int member = 0; member < powers.length; member++) {
            powers[member] = degree(member) == 0 ? 0 : Math.pow(degree(member), exponent);
        }
        return powers;
    }
}
