package attune.algorithms.sequence;

import java.util.ArrayList;
import java.util.List;

/// Where each kind of parameter lies in the one array that holds them all, so that optimizing, averaging and saving are
/// loops over one array.
final class Layout {

    /// What a parameter does, which decides where it starts and whether it decays.
    enum Role {
        /// Vectors looked up by number.
        TABLE,
        /// The weights of a dense layer.
        MATRIX,
        /// Offsets; start at 0, never decay.
        SHIFT,
        /// Factors; start at 1, never decay.
        GAIN
    }

    /// A run of parameters of one kind.
    record Run(String name, Role role, int from, int length) {}

    final int itemsAt;
    final int positionsAt;
    final List<Integer> inputsAt;
    final List<BlockAt> blocks;
    final int gainAt;
    final int shiftAt;
    final List<Run> runs;
    final int length;

    /// Where the parameters of one block start.
    record BlockAt(
            int attentionGain,
            int attentionShift,
            int project,
            int projectShift,
            int distance,
            int merge,
            int mergeShift,
            int forwardGain,
            int forwardShift,
            int up,
            int upShift,
            int down,
            int downShift) {}

    Layout(SequenceShape shape) {
        Cursor cursor = new Cursor();
        int d = shape.dimension();
        itemsAt = cursor.take("items", Role.TABLE, Math.multiplyExact(shape.items(), d));
        positionsAt = cursor.take("positions", Role.TABLE, shape.length() * d);
        List<Integer> tables = new ArrayList<>();
        for (int size : shape.inputs()) tables.add(cursor.take("input", Role.TABLE, size * d));
        inputsAt = List.copyOf(tables);
        List<BlockAt> places = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            places.add(new BlockAt(
                    cursor.take("attention gain", Role.GAIN, d),
                    cursor.take("attention shift", Role.SHIFT, d),
                    cursor.take("project", Role.MATRIX, d * 3 * d),
                    cursor.take("project shift", Role.SHIFT, 3 * d),
                    cursor.take("distance", Role.SHIFT, shape.heads() * shape.length()),
                    cursor.take("merge", Role.MATRIX, d * d),
                    cursor.take("merge shift", Role.SHIFT, d),
                    cursor.take("forward gain", Role.GAIN, d),
                    cursor.take("forward shift", Role.SHIFT, d),
                    cursor.take("up", Role.MATRIX, d * shape.hidden()),
                    cursor.take("up shift", Role.SHIFT, shape.hidden()),
                    cursor.take("down", Role.MATRIX, shape.hidden() * d),
                    cursor.take("down shift", Role.SHIFT, d)));
        }
        blocks = List.copyOf(places);
        gainAt = cursor.take("last gain", Role.GAIN, d);
        shiftAt = cursor.take("last shift", Role.SHIFT, d);
        runs = List.copyOf(cursor.runs);
        length = cursor.at;
    }

    private static final class Cursor {
        private final List<Run> runs = new ArrayList<>();
        private int at;

        int take(String name, Role role, int length) {
            int from = at;
            runs.add(new Run(name, role, from, length));
            at = Math.addExact(at, length);
            return from;
        }
    }
}
