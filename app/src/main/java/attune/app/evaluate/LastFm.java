package attune.app.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Last.fm (HetRec 2011) as split for LightGCN, with its trust network: who listened to whom, who knows whom. No times.
///
/// @param train what the rankers may know; `test` what they are asked for; `friends` whom each member follows
record LastFm(Sets train, Sets test, int[][] friends) {
    static final String FOLDER = "cf-lastfm";

    static LastFm read(Path folder) {
        List<int[]> train = pairs(folder.resolve("lightgcn_train.tsv.gz"));
        List<int[]> test = pairs(folder.resolve("lightgcn_test.tsv"));
        List<int[]> ties = pairs(folder.resolve("lightgcn_trustnetwork.tsv.gz"));
        int members = 0;
        int items = 0;
        for (List<int[]> part : List.of(train, test)) {
            for (int[] pair : part) {
                members = Math.max(members, pair[0] + 1);
                items = Math.max(items, pair[1] + 1);
            }
        }
        return new LastFm(
                new Sets(items, rows(train, members)), new Sets(items, rows(test, members)), rows(ties, members));
    }

    /// Pairs of numbers from 1 in the file, from 0 here; a third column, how often, is not used.
    private static List<int[]> pairs(Path file) {
        List<int[]> pairs = new ArrayList<>();
        for (String line : Lines.of(file)) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length >= 2)
                pairs.add(new int[] {Integer.parseInt(cells[0]) - 1, Integer.parseInt(cells[1]) - 1});
        }
        return pairs;
    }

    private static int[][] rows(List<int[]> pairs, int members) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int member = 0; member < members; member++) rows.add(new ArrayList<>());
        for (int[] pair : pairs) if (pair[0] < members) rows.get(pair[0]).add(pair[1]);
        return rows.stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
    }

    /// The train part split again: a fifth of each member's items to choose settings and weights on.
    Parts parts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] fit = new int[train.members()][];
        int[][] validation = new int[train.members()][];
        for (int member = 0; member < fit.length; member++) {
            int[] shuffled = train.rows()[member].clone();
            for (int k = shuffled.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int kept = shuffled[k];
                shuffled[k] = shuffled[other];
                shuffled[other] = kept;
            }
            int held = shuffled.length / 5;
            validation[member] = Arrays.copyOf(shuffled, held);
            fit[member] = Arrays.copyOfRange(shuffled, held, shuffled.length);
        }
        return new Parts(new Sets(train.items(), fit), new Sets(train.items(), validation));
    }

    record Parts(Sets fit, Sets validation) {}
}
