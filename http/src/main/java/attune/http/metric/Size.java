package attune.http.metric;

/// How large something is, as a histogram. Any thread may call.
@FunctionalInterface
public interface Size {
    void record(long size);
}
