package attune.app.evaluate.papers;

import attune.algorithms.field.FieldRows;
import attune.app.evaluate.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Frappe (Baltrunas et al., 2015) as a set of choices: which app a member started in which context, beside two
/// apps the member never started. Rows are those of the files; test is the file called valid, since the set's own
/// test part is not given away.
///
/// @param train member, app and eight fields of context as numbers from 0, `int[n][10]`, and the label last
/// @param test the same
record Frappe(int[][] train, int[][] test) {
    static final String FOLDER = "ctx-frappe";
    static final int FIELDS = 10;
    static final int MEMBER = 0;
    static final int ITEM = 1;
    /// Pairs of member and app known by fewer rows than this share one value.
    private static final int LEAST_SEEN = 2;

    static Frappe read(Path folder) {
        List<Map<String, Integer>> numbers = new ArrayList<>();
        for (int field = 0; field < FIELDS; field++) numbers.add(new HashMap<>());
        return new Frappe(read(folder.resolve("train.csv.gz"), numbers), read(folder.resolve("valid.csv.gz"), numbers));
    }

    private static int[][] read(Path file, List<Map<String, Integer>> numbers) {
        return Lines.of(file).stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    int[] row = new int[FIELDS + 1];
                    for (int field = 0; field < FIELDS; field++) {
                        Map<String, Integer> known = numbers.get(field);
                        row[field] = known.computeIfAbsent(cells[1 + field], value -> known.size());
                    }
                    row[FIELDS] = Integer.parseInt(cells[0]);
                    return row;
                })
                .toArray(int[][]::new);
    }

    /// Numbers the values of some known rows: what they do not hold is one value, `unknown`, of each field.
    ///
    /// @param pairs whether member and app together are a field, too (a crossed feature, as in Cheng et al., DLRS
    /// 2016)
    static Encoder encoder(int[][] known, boolean pairs) {
        return new Encoder(known, pairs);
    }

    /// Encodes rows by what was known when it was made.
    static final class Encoder {
        private final boolean pairs;
        private final int[] starts;
        private final Map<Long, Integer> columns = new HashMap<>();

        private Encoder(int[][] known, boolean pairs) {
            this.pairs = pairs;
            int fields = FIELDS + (pairs ? 1 : 0);
            Map<Long, Integer> seen = new HashMap<>();
            for (int[] row : known) {
                for (int field = 0; field < fields; field++) seen.merge(key(row, field), 1, Integer::sum);
            }
            starts = new int[fields + 1];
            for (int field = 0; field < fields; field++) {
                int next = starts[field] + 1;
                for (int[] row : known) {
                    long key = key(row, field);
                    boolean own = field < FIELDS || seen.getOrDefault(key, 0) >= LEAST_SEEN;
                    if (own && columns.putIfAbsent(key, next) == null) next++;
                }
                starts[field + 1] = next;
            }
        }

        private static long key(int[] row, int field) {
            long value = field < FIELDS ? row[field] : ((long) row[MEMBER] << 24) | row[ITEM];
            return ((long) field << 56) | value;
        }

        FieldRows encode(int[][] rows) {
            int fields = starts.length - 1;
            int[] flat = new int[rows.length * fields];
            float[] labels = new float[rows.length];
            float[] weights = new float[rows.length];
            Arrays.fill(weights, 1);
            for (int i = 0; i < rows.length; i++) {
                for (int field = 0; field < fields; field++) {
                    flat[i * fields + field] = columns.getOrDefault(key(rows[i], field), starts[field]);
                }
                labels[i] = rows[i][FIELDS];
            }
            return new FieldRows(starts, flat, labels, weights);
        }
    }
}
