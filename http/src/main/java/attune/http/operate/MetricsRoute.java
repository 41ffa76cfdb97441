package attune.http.operate;

import attune.http.auth.Access;
import attune.http.metric.Metrics;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;

/// `GET /metrics` for Prometheus.
public final class MetricsRoute {
    private MetricsRoute() {}

    /// @param access PUBLIC where only this machine reaches the node, else FIGURES: figures name no one, but say
    /// much
    public static Routes of(Metrics metrics, Access access) {
        return Routes.of(Route.get("/metrics", "readMetrics")
                .summary("Counters, gauges and latencies for Prometheus.")
                .tag("Operation")
                .access(access)
                .answersType("text/plain; version=0.0.4; charset=utf-8")
                .urgent()
                .by(_ -> Response.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape())));
    }
}
