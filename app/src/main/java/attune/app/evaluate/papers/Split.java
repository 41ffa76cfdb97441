package attune.app.evaluate.papers;

import attune.algorithms.collaborative.Likes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// A public split: what recommenders may know and what they are asked for, over the same members and items.
///
/// @param train known
/// @param test asked for
/// @param friends row m holds whom member m follows; no rows where the set has no ties
public record Split(Likes train, Likes test, int[][] friends) {

    /// Reads a split of lines `member item item …`, numbered from 0, as LightGCN's files are.
    static Split ofLists(Path train, Path test) {
        return of(lists(train), lists(test), new int[0][]);
    }

    /// Reads a split of lines `member item …`, numbered from 1, with further columns that are not used.
    static Split ofPairs(Path train, Path test, Path ties) {
        int[][] known = pairs(train);
        int[][] friends = Arrays.copyOf(pairs(ties), known.length);
        for (int member = 0; member < friends.length; member++) {
            int[] named = friends[member] == null ? new int[0] : friends[member];
            friends[member] =
                    IntStream.of(named).filter(friend -> friend < known.length).toArray();
        }
        return of(known, pairs(test), friends);
    }

    private static Split of(int[][] train, int[][] test, int[][] friends) {
        int members = Math.max(train.length, test.length);
        int items = 0;
        for (int[][] part : List.of(train, test)) {
            for (int[] row : part) for (int item : row) items = Math.max(items, item + 1);
        }
        return new Split(likes(items, train, members), likes(items, test, members), friends);
    }

    private static Likes likes(int items, int[][] rows, int members) {
        int[][] all = Arrays.copyOf(rows, members);
        for (int member = 0; member < members; member++) if (all[member] == null) all[member] = new int[0];
        return Likes.ofRows(items, all);
    }

    /// The share of all likes that is asked for. Holding out the same share to choose by asks members for about as
    /// many
    /// items as the test will.
    public double testShare() {
        return (double) test.size() / (train.size() + test.size());
    }

    /// A share of each member's train items held out to choose settings by; the test part is not touched. Members
    /// with too few items hold out none.
    ///
    /// @return a split of the train part
    public Split heldOut(double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] fit = new int[train.members()][];
        int[][] held = new int[train.members()][];
        for (int member = 0; member < fit.length; member++) {
            int[] row = train.of(member);
            for (int k = row.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int kept = row[k];
                row[k] = row[other];
                row[other] = kept;
            }
            int count = (int) Math.round(share * row.length);
            held[member] = Arrays.copyOf(row, count);
            fit[member] = Arrays.copyOfRange(row, count, row.length);
            Arrays.sort(fit[member]);
        }
        return new Split(Likes.ofRows(train.items(), fit), Likes.ofRows(train.items(), held), friends);
    }

    /// Members with something to find, at most so many, drawn with a seed and ascending.
    public int[] asked(int most, long seed) {
        int[] asked = IntStream.range(0, test.members())
                .filter(member -> test.degree(member) > 0 && train.degree(member) > 0)
                .toArray();
        SplittableRandom random = new SplittableRandom(seed);
        int count = Math.min(most, asked.length);
        for (int k = 0; k < count; k++) {
            int other = k + random.nextInt(asked.length - k);
            int kept = asked[k];
            asked[k] = asked[other];
            asked[other] = kept;
        }
        int[] drawn = Arrays.copyOf(asked, count);
        Arrays.sort(drawn);
        return drawn;
    }

    private static int[][] lists(Path file) {
        List<int[]> rows = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.isBlank()) continue;
            int[] numbers = Arrays.stream(line.strip().split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            while (rows.size() <= numbers[0]) rows.add(new int[0]);
            rows.set(numbers[0], IntStream.of(numbers).skip(1).distinct().toArray());
        }
        return rows.toArray(int[][]::new);
    }

    private static int[][] pairs(Path file) {
        List<List<Integer>> rows = new ArrayList<>();
        for (String line : lines(file)) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length < 2) continue;
            int member = Integer.parseInt(cells[0]) - 1;
            while (rows.size() <= member) rows.add(new ArrayList<>());
            rows.get(member).add(Integer.parseInt(cells[1]) - 1);
        }
        return rows.stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
    }

    /// All lines of a text file, packed or not by its name.
    static List<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "Reading " + file.getFileName() + " failed. Maybe ATTUNE_DATA is not set right?", failed);
        }
    }
}
