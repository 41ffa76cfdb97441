package attune.store.projection;

/// Receives what is held about one member; `privacy` turns it into the export.
public interface Disclosure {
    /// One fact, such as (`follows`, `ada`). Names of other members are given as their external ids, which
    /// the receiver looks up from the dense number.
    void text(String field, String value);

    void number(String field, double value);

    /// A tie to another member.
    void member(String field, int member);

    /// Something about an item, with the time it refers to (epoch milliseconds, or −1).
    void item(String field, int item, double value, long millis);
}
