package attune.town;

import java.util.List;

/// The port through which the town drives a network: it reports facts, and asks what to look at.
///
/// Whoever adapts a node implements these two methods; ids are the external ids the town itself chose. The town
/// calls from one thread. Every fact that happened before a slate is asked for has been handed to [#apply]
/// first, so an adapter that wants "read your writes" need only apply before it returns; one that prefers
/// throughput may queue.
public interface Network {

    /// Facts in time order, at most a few thousand per call. A network must accept all of them or throw.
    void apply(List<TownEvent> events);

    /// The slate a member sees on opening the home feed at `atMillis`: at most `count` entries, best first.
    ///
    /// Asked again within a session it should not repeat what was impressed. An empty answer ends the session.
    List<Shown> feed(String member, int count, long atMillis);
}
