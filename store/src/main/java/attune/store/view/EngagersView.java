package attune.store.view;

/// The bipartite graph of recent engagement between members and items, for walks (decision 0016). Holds
/// only members who consented to personalization; a withdrawal takes them out at once.
public interface EngagersView {
    /// How many recent engagers of an item are held.
    int engagers(int item);

    int engager(int item, int index);

    /// The act by which, and the event time when, that engagement happened.
    int engagerAct(int item, int index);

    long engagerMillis(int item, int index);

    /// How many recent positive engagements of a member are held.
    int engagements(int member);

    int engagement(int member, int index);

    int engagementAct(int member, int index);

    long engagementMillis(int member, int index);

    /// Distinct members whose held engagements include the item; the degree for normalisation.
    int itemDegree(int item);

    int memberDegree(int member);
}
