package attune.store.view;

/// Which items were on a member's screen. Impressed, not merely served.
public interface SeenView {
    boolean seen(int member, int item);

    /// How many items are remembered as seen; the oldest leave first beyond the capacity per member.
    int seenCount(int member);

    /// Event time of the last impression of this item on the member's screen, or −1.
    long lastSeenMillis(int member, int item);
}
