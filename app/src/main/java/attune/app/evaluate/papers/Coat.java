package attune.app.evaluate.papers;

import attune.algorithms.field.FieldRows;
import attune.app.evaluate.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Coat shopping (Schnabel et al., ICML 2016): 290 members rated 24 coats they had chosen themselves, and 16 drawn for
/// them at random. Learning from the former and being right on the latter needs care with what was chosen.
///
/// @param train rows of member, item, four fields of the member and four of the item; ratings 1 to 5
/// @param test the same of ratings of random coats
/// @param propensities for each row of train, how likely its rating came to be, as the authors learnt it from features
/// and from which ratings exist
record Coat(FieldRows train, FieldRows test, double[] propensities) {
    static final String FOLDER = "cf-coat";

    static Coat read(Path folder) {
        float[][] train = matrix(folder.resolve("train.ascii.gz"));
        float[][] test = matrix(folder.resolve("test.ascii.gz"));
        float[][] chances = matrix(folder.resolve("propensities.ascii.gz"));
        Path features = folder.resolve("user_item_features");
        int[][] ofMembers = fields(features, "user");
        int[][] ofItems = fields(features, "item");
        int[] starts = starts(ofMembers, ofItems);
        List<Double> propensities = new ArrayList<>();
        for (int member = 0; member < train.length; member++) {
            for (int item = 0; item < train[member].length; item++) {
                if (train[member][item] > 0) propensities.add((double) chances[member][item]);
            }
        }
        return new Coat(
                rows(train, ofMembers, ofItems, starts),
                rows(test, ofMembers, ofItems, starts),
                propensities.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static float[][] matrix(Path file) {
        return Lines.of(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    String[] cells = line.strip().split("\\s+");
                    float[] row = new float[cells.length];
                    for (int i = 0; i < row.length; i++) row[i] = Float.parseFloat(cells[i]);
                    return row;
                })
                .toArray(float[][]::new);
    }

    /// For each member or item the value of each field, from 0; the map names the one-hot columns `field:value`.
    private static int[][] fields(Path folder, String kind) {
        List<String> names = Lines.of(folder.resolve(kind + "_features_map.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        List<String> distinct = names.stream().distinct().toList();
        float[][] oneHot = matrix(folder.resolve(kind + "_features.ascii"));
        int[][] values = new int[oneHot.length][distinct.size()];
        for (int row = 0; row < oneHot.length; row++) {
            for (int column = 0; column < names.size(); column++) {
                String name = names.get(column);
                if (oneHot[row][column] != 0) values[row][distinct.indexOf(name)] = column - names.indexOf(name);
            }
        }
        return values;
    }

    private static int[] starts(int[][] ofMembers, int[][] ofItems) {
        List<Integer> widths = new ArrayList<>(List.of(ofMembers.length, ofItems.length));
        for (int[][] side : List.of(ofMembers, ofItems)) {
            for (int field = 0; field < side[0].length; field++) {
                int at = field;
                widths.add(
                        1 + Arrays.stream(side).mapToInt(row -> row[at]).max().orElse(0));
            }
        }
        int[] starts = new int[widths.size() + 1];
        for (int field = 0; field < widths.size(); field++) starts[field + 1] = starts[field] + widths.get(field);
        return starts;
    }

    private static FieldRows rows(float[][] ratings, int[][] ofMembers, int[][] ofItems, int[] starts) {
        List<int[]> columns = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        for (int member = 0; member < ratings.length; member++) {
            for (int item = 0; item < ratings[member].length; item++) {
                if (ratings[member][item] == 0) continue;
                int[] row = new int[starts.length - 1];
                row[0] = member;
                row[1] = item;
                int field = 2;
                for (int value : ofMembers[member]) row[field++] = value;
                for (int value : ofItems[item]) row[field++] = value;
                for (int i = 0; i < row.length; i++) row[i] += starts[i];
                columns.add(row);
                labels.add(ratings[member][item]);
            }
        }
        float[] flat = new float[labels.size()];
        float[] weights = new float[flat.length];
        Arrays.fill(weights, 1);
        for (int row = 0; row < flat.length; row++) flat[row] = labels.get(row);
        return new FieldRows(
                starts, columns.stream().flatMapToInt(Arrays::stream).toArray(), flat, weights);
    }
}
