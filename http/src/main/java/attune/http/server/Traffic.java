package attune.http.server;

import attune.http.limit.RouteClass;
import attune.http.metric.Counter;
import attune.http.metric.Latency;
import attune.http.metric.Metrics;
import java.util.concurrent.ConcurrentHashMap;

/// Measures answers by route template, method and status, and writes the access log: one line at level DEBUG,
/// without ids, addresses or anything a member wrote.
final class Traffic {
    private static final System.Logger LOG = System.getLogger("attune.http.access");

    private record Series(String method, String template, int status) {}

    private final Metrics metrics;
    private final Counter refused;
    private final ConcurrentHashMap<Series, Latency> latencies = new ConcurrentHashMap<>();

    Traffic(Metrics metrics) {
        this.metrics = metrics;
        this.refused = metrics.counter("attune.http.refused", "Requests answered 503 because the server was full.");
        for (RouteClass of : RouteClass.values()) {
            if (of != RouteClass.EXEMPT) limits(of.word(), "key").add(0);
        }
    }

    /// @param method   one of the methods that routes use, or `other`
    /// @param template the route's path, or a word for requests that found none
    void answered(String method, String template, int status, long nanos) {
        latencies
                .computeIfAbsent(new Series(method, template, status), this::latency)
                .record(nanos);
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(System.Logger.Level.DEBUG, method + " " + template + " " + status + " " + nanos / 1000 + "us");
        }
    }

    /// A request that was over a limit.
    ///
    /// @param of the class of its route
    /// @param by whose limit it was
    void limited(String of, String by) {
        limits(of, by).add();
    }

    private Counter limits(String of, String by) {
        String help = "Requests answered 429, by class of route and whose limit it was.";
        return metrics.counter("attune.http.limited", help, "class", of, "by", by);
    }

    void refused() {
        refused.add();
    }

    private Latency latency(Series series) {
        return metrics.latency(
                "attune.http.requests",
                "Time to answer a request, by route.",
                "method",
                series.method,
                "route",
                series.template,
                "status",
                Integer.toString(series.status));
    }
}
