package attune.http.metric;

/// Something that only grows, such as events accepted. Any thread may call.
@FunctionalInterface
public interface Counter {
    void add(long count);

    default void add() {
        add(1);
    }
}
