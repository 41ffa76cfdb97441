package attune.app.config;

import attune.http.telemetry.TelemetrySettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which collector is told what took how long.
final class TelemetryRoom {
    private TelemetryRoom() {}

    /// Empty where no collector is named: then nothing is told, and the library is not even loaded.
    static Optional<TelemetrySettings> read(Section in) {
        Optional<String> endpoint = in.findText(
                "endpoint",
                "Where a collector takes traces over OTLP/HTTP, such as http://127.0.0.1:4318/v1/traces; if not given,"
                        + " nothing is sent.");
        Optional<Secret> authorization =
                in.secret("authorization", "The Authorization header that proves this node to the collector.");
        String service = in.text("service", "attune", "What this node is called there.");
        double share = in.share("share", 0.05, 0, 1, "Share of requests told whose caller did not decide it.");
        boolean trusting = in.truth(
                "trusting",
                false,
                "Tell of each request whose caller says so: only where every caller is one of your own services.");
        Duration timeout = in.duration(
                "timeout",
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofMinutes(1),
                "How long one sending may take, the last one of a stopping node included.");
        Duration period = in.duration(
                "period",
                Duration.ofSeconds(5),
                Duration.ofMillis(10),
                Duration.ofMinutes(5),
                "How long spans are gathered before they are sent.");
        int queue = (int) in.number("queue", 4096, 1, 1 << 20, "Spans that wait at most; more are lost and counted.");
        return endpoint.map(address -> new TelemetrySettings(
                URI.create(address),
                authorization.map(Secret::reveal).orElse(null),
                service,
                share,
                trusting,
                timeout,
                period,
                queue));
    }
}
