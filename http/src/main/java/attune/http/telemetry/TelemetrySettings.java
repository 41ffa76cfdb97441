package attune.http.telemetry;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where spans are sent, and how many.
///
/// @param endpoint      where the collector takes traces over OTLP/HTTP, such as `http://127.0.0.1:4318/v1/traces`
/// @param authorization the header of this name; null for a collector that asks for none
/// @param service       what this node is called there
/// @param share         of the requests that come without a sampled parent, in [0, 1]
/// @param trusting      whether a caller who says that its request is told is followed; if not, the share decides
/// @param timeout       how long one sending may take, the last one included
/// @param period        how long spans are gathered before they are sent
/// @param queue         spans that wait at most; more are lost
public record TelemetrySettings(
        URI endpoint,
        @Nullable String authorization,
        String service,
        double share,
        boolean trusting,
        Duration timeout,
        Duration period,
        int queue) {
    public TelemetrySettings {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "The collector's endpoint is an http or https address, such as http://127.0.0.1:4318/v1/traces.");
        }
        if (authorization != null && !"https".equals(scheme)) {
            throw new IllegalArgumentException(
                    "What proves this node to the collector would cross the network in the clear. Use https.");
        }
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("A share lies in [0, 1].");
        if (queue < 1) throw new IllegalArgumentException("The queue holds at least one span.");
    }
}
