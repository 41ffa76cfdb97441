package attune.http.metric;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What one series of times came to since the start.
///
/// @param labels by name
/// @param p50Nanos an estimate: the place within its class is taken as if times were spread evenly there; beyond the
///     last class it is the longest time of late. `p99Nanos` likewise
public record Timing(Map<String, String> labels, long count, long p50Nanos, long p99Nanos) {
    static Timing of(Timer timer) {
        Map<String, String> labels = new TreeMap<>();
        timer.getId().getTags().forEach(tag -> labels.put(tag.getKey(), tag.getValue()));
        HistogramSnapshot snapshot = timer.takeSnapshot();
        return new Timing(labels, snapshot.count(), quantile(snapshot, 0.5), quantile(snapshot, 0.99));
    }

    private static long quantile(HistogramSnapshot snapshot, double share) {
        double wanted = share * snapshot.count();
        double below = 0;
        double from = 0;
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            double to = bucket.bucket(TimeUnit.NANOSECONDS);
            if (bucket.count() >= wanted && bucket.count() > below) {
                return (long) (from + (to - from) * (wanted - below) / (bucket.count() - below));
            }
            below = bucket.count();
            from = to;
        }
        return (long) Math.max(from, snapshot.max(TimeUnit.NANOSECONDS));
    }
}
