package attune.networks.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tags of artists, each with how often it was given; one line of the file is one time.
///
/// The file is passed around in two numberings of the artists: by their own ids, and by rank (the artist with the k-th
/// smallest id is k). It is by rank if it names an id that no artist has, and none beyond their number.
final class ArtistTags {
    private static final int TOPICS = 5;

    private final Map<Long, Map<Long, Integer>> counts;

    private ArtistTags(Map<Long, Map<Long, Integer>> counts) {
        this.counts = counts;
    }

    static ArtistTags read(Columns files, Set<Long> artists, Findings findings) {
        Map<Long, Map<Long, Integer>> counts = new HashMap<>();
        files.each(
                "artist_tag.dat",
                0,
                2,
                row -> counts.computeIfAbsent(Columns.whole(row, 0), k -> new HashMap<>(4))
                        .merge(Columns.whole(row, 1), 1, Integer::sum));
        long[] ids = artists.stream().mapToLong(Long::longValue).sorted().toArray();
        boolean byRank = !artists.containsAll(counts.keySet())
                && counts.keySet().stream().allMatch(k -> k >= 1 && k <= ids.length);
        if (!byRank) return new ArtistTags(counts);
        findings.note("The tags number the artists by rank, not by id; they were translated.");
        Map<Long, Map<Long, Integer>> byId = new HashMap<>();
        counts.forEach((rank, tags) -> byId.put(ids[(int) (rank - 1)], tags));
        return new ArtistTags(byId);
    }

    /// Topics for the tags given most often; among equals the lower tag number first.
    List<String> top(long artist) {
        return counts.getOrDefault(artist, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOPICS)
                .map(tag -> "lastfm-tag-" + tag.getKey())
                .toList();
    }
}
