package attune.app.evaluate;

import java.util.BitSet;

/// Which items each of many members engaged with: rows of item numbers, each item once per row.
record Sets(int items, int[][] rows) {
    int members() {
        return rows.length;
    }

    int size() {
        int size = 0;
        for (int[] row : rows) size += row.length;
        return size;
    }

    /// How many members engaged with each item.
    int[] popularity() {
        int[] counts = new int[items];
        for (int[] row : rows) for (int item : row) counts[item]++;
        return counts;
    }

    /// Row m is item m's members, in ascending order.
    Sets transposed() {
        int[] counts = popularity();
        int[][] turned = new int[items][];
        for (int item = 0; item < items; item++) turned[item] = new int[counts[item]];
        for (int member = rows.length - 1; member >= 0; member--) {
            for (int item : rows[member]) turned[item][--counts[item]] = member;
        }
        return new Sets(rows.length, turned);
    }

    BitSet bits(int member) {
        BitSet bits = new BitSet(items);
        for (int item : rows[member]) bits.set(item);
        return bits;
    }
}
