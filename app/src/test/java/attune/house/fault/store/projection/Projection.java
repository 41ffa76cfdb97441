package attune.house.fault.store.projection;

/// Stands for the store's projection.
public interface Projection {
    void forget(int member);

    void disclose(int member);
}
