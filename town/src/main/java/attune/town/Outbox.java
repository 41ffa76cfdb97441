package attune.town;

import java.util.ArrayList;
import java.util.List;

/// Facts that happened and have not been handed to the network yet, in time order.
final class Outbox {
    private static final int FULL = 1_000;

    private List<TownEvent> pending = new ArrayList<>();

    void add(TownEvent event) {
        pending.add(event);
    }

    /// Hands everything over if a good batch has gathered.
    void sendWhenFull(Network network) {
        if (pending.size() >= FULL) {
            send(network);
        }
    }

    /// Hands everything over now.
    void send(Network network) {
        if (!pending.isEmpty()) {
            List<TownEvent> events = List.copyOf(pending);
            pending = new ArrayList<>();
            network.apply(events);
        }
    }
}
