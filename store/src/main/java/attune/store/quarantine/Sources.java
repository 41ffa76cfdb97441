package attune.store.quarantine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is usual of each source: how much it sends, and whether it tells what was on the screen.
final class Sources {
    private static final long HOUR = 3_600_000;
    /// Names come from the network's own server; beyond so many, the rest share a place.
    private static final int MOST = 64;
    private static final int REMEMBERED_ACTS = 20_000;
    private static final int FEWEST_ACTS = 1_000;
    private static final double SEEN = 0.8;
    private static final int FLOOD_TIMES = 100;
    private static final int FLOOD_FEWEST = 10_000;

    private final Map<String, Source> sources = new HashMap<>();
    /// Read by whoever asks.
    private final Map<String, Long> flooding = new ConcurrentHashMap<>();
    private String lastName = "";
    private @Nullable Source last;
    private long nowMillis;

    private static final class Source {
        long hour = Long.MIN_VALUE;
        long inHour;
        double usual = -1;
        int acts;
        int seen;
    }

    private Source of(String name) {
        Source known = last;
        if (known != null && name.equals(lastName)) return known;
        String kept = sources.size() < MOST || sources.containsKey(name) ? name : "";
        Source found = sources.computeIfAbsent(kept, fresh -> new Source());
        lastName = name;
        last = found;
        return found;
    }

    void arrived(String name, long arrivalMillis) {
        nowMillis = arrivalMillis;
        Source source = of(name);
        long hour = arrivalMillis / HOUR;
        if (hour != source.hour) {
            if (source.hour != Long.MIN_VALUE) {
                source.usual = source.usual < 0 ? source.inHour : 0.9 * source.usual + 0.1 * source.inHour;
                flooding.remove(name);
            }
            source.hour = hour;
            source.inHour = 0;
        }
        source.inHour++;
        if (source.usual >= 0 && source.inHour > Math.max(FLOOD_FEWEST, FLOOD_TIMES * source.usual))
            flooding.put(name, source.inHour);
    }

    void act(String name, boolean seen) {
        Source source = of(name);
        source.acts++;
        if (seen) source.seen++;
        if (source.acts < REMEMBERED_ACTS) return;
        source.acts /= 2;
        source.seen /= 2;
    }

    /// Whether four of five of its acts were on items it had told to be on the screen.
    boolean tellsWhatIsSeen(String name) {
        Source source = of(name);
        return source.acts >= FEWEST_ACTS && source.seen >= SEEN * source.acts;
    }

    Map<String, Long> flooding() {
        return Map.copyOf(flooding);
    }

    /// When the last event arrived.
    long nowMillis() {
        return nowMillis;
    }
}
