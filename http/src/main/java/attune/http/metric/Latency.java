package attune.http.metric;

/// How long something takes, as a histogram. Any thread may call.
@FunctionalInterface
public interface Latency {
    void record(long nanos);
}
