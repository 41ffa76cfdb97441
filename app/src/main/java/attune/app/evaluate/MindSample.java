package attune.app.evaluate;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A sample of MIND (Wu et al., ACL 2020): impressions of news with clicks and non-clicks, in the order of
/// time. Members, articles and topics are numbered as they appear.
///
/// @param topicsOf per article; empty for the many that the sample's catalogue lacks
record MindSample(List<Impression> impressions, int members, List<List<Integer>> topicsOf) {
    static final String FOLDER = "feed-mind-sample";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.US);

    /// @param history articles clicked before, oldest first
    record Impression(long atMillis, int member, int[] history, int[] shown, boolean[] clicked) {}

    int articles() {
        return topicsOf.size();
    }

    static MindSample read(Path folder) {
        Reader reader = new Reader();
        for (String line : Lines.of(folder.resolve("news.tsv.gz"))) reader.describe(line.split("\t", -1));
        List<Impression> impressions = new ArrayList<>();
        for (String line : Lines.of(folder.resolve("behaviors.tsv.gz")))
            impressions.add(reader.impression(line.split("\t", -1)));
        impressions.sort(Comparator.comparingLong(Impression::atMillis));
        return new MindSample(List.copyOf(impressions), reader.members.size(), List.copyOf(reader.topicsOf));
    }

    private static final class Reader {
        final Map<String, Integer> members = new HashMap<>();
        final Map<String, Integer> articles = new HashMap<>();
        final Map<String, Integer> topics = new HashMap<>();
        final Map<String, List<Integer>> described = new HashMap<>();
        final List<List<Integer>> topicsOf = new ArrayList<>();

        void describe(String[] cells) {
            described.put(
                    cells[0],
                    List.of(number(topics, cells[1]), number(topics, cells[2])).stream()
                            .distinct()
                            .toList());
        }

        Impression impression(String[] cells) {
            long atMillis = LocalDateTime.parse(cells[2].strip(), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            int[] history = words(cells[3]).stream().mapToInt(this::article).toArray();
            List<String> words = words(cells[4]);
            int[] shown = new int[words.size()];
            boolean[] clicked = new boolean[shown.length];
            for (int i = 0; i < shown.length; i++) {
                int dash = words.get(i).lastIndexOf('-');
                shown[i] = article(words.get(i).substring(0, dash));
                clicked[i] = words.get(i).endsWith("-1");
            }
            return new Impression(atMillis, number(members, cells[1]), history, shown, clicked);
        }

        private int article(String name) {
            int article = number(articles, name);
            if (article == topicsOf.size()) topicsOf.add(described.getOrDefault(name, List.of()));
            return article;
        }

        private static int number(Map<String, Integer> numbers, String name) {
            Integer known = numbers.putIfAbsent(name, numbers.size());
            return known == null ? numbers.size() - 1 : known;
        }

        private static List<String> words(String cell) {
            return cell.isBlank() ? List.of() : List.of(cell.strip().split(" +"));
        }
    }
}
