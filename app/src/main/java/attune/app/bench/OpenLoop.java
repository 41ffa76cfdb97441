package attune.app.bench;

import attune.statistics.sketch.LatencyHistogram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/// Sends requests at a fixed rate whether or not earlier ones were answered, and counts each one's time from
/// when it was due: a server that stalls is charged for the wait (Tene's coordinated omission).
final class OpenLoop {
    private final HttpClient client;
    private final LongSupplier tickerNanos;

    OpenLoop(HttpClient client, LongSupplier tickerNanos) {
        this.client = client;
        this.tickerNanos = tickerNanos;
    }

    /// @param failed answers other than 200, or none
    record Outcome(LatencyHistogram latency, int failed, double cpuMillisPerRequest) {}

    /// @param count requests in all
    Outcome run(double perSecond, int count, IntFunction<URI> address, String bearer) {
        LatencyHistogram latency = new LatencyHistogram();
        int[] failed = new int[1];
        List<CompletableFuture<Void>> open = new ArrayList<>();
        long startedNanos = tickerNanos.getAsLong();
        long cpuNanos = Meter.processCpuNanos();
        for (int number = 0; number < count; number++) {
            long dueNanos = startedNanos + (long) (number * 1e9 / perSecond);
            for (long left = dueNanos - tickerNanos.getAsLong(); left > 0; left = dueNanos - tickerNanos.getAsLong()) {
                LockSupport.parkNanos(left);
            }
            HttpRequest request = HttpRequest.newBuilder(address.apply(number))
                    .header("Authorization", bearer)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            open.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((answer, fault) -> {
                        synchronized (latency) {
                            latency.record(tickerNanos.getAsLong() - dueNanos);
                            if (fault != null || answer.statusCode() != 200) failed[0]++;
                        }
                        return null;
                    }));
        }
        open.forEach(CompletableFuture::join);
        double cpuMillis = (Meter.processCpuNanos() - cpuNanos) / 1e6 / count;
        synchronized (latency) {
            return new Outcome(latency, failed[0], cpuMillis);
        }
    }
}
