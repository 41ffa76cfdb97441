package attune.app.bench;

/// What one of each thing costs. The one place of these figures: the estimate reads them. Most are measured, as
/// `docs/measurements/bench.md` has them, and a test holds disk and heap of members, items and acts to a real fill.
/// [#ID_DISK], [#SNAPSHOT_SHARE], [#EMPTY_HEAP] and [#HEAP_ROOM] are estimates: no published measurement gave them.
final class UnitCosts {
    private UnitCosts() {}

    /// Bytes of heap: "A large state", `./attune bench --memory 1000000`.
    static final double MEMBER_HEAP = 116;

    /// A member's key in the heap, which that measurement leaves out.
    static final double KEY_HEAP = 60;

    static final double ITEM_HEAP = 415;
    static final double ACT_HEAP = 37;

    /// Bytes of `log.db`, keys beside it: "Disk", `./attune bench --events`. A member has joined and consented; an
    /// item has a text of some hundred characters.
    static final double MEMBER_DISK = 207;

    static final double ITEM_DISK = 260;
    static final double ACT_DISK = 41;
    /// Estimated. An act with an idempotency id of the sender: the id's digest twice.
    static final double ID_DISK = 45;

    /// Estimated. A snapshot's bytes for a byte of state in the heap.
    static final double SNAPSHOT_SHARE = 0.6;
    /// How many snapshots a folder keeps at most while one is written.
    static final int SNAPSHOTS = 2;

    /// Seconds of CPU: "Ingest through HTTP", `./attune bench --ingest`, an event in batches.
    static final double EVENT_CPU = 28e-6;
    /// "Feed", `./attune bench`: one ranked page of home.
    static final double FEED_CPU = 0.012;
    /// "A large state", `./attune bench --events 10000000`: start from a snapshot, for a byte of it.
    static final double START_CPU_PER_BYTE = 3.9 / 348e6;
    /// "What a start costs", `./attune bench --start`.
    static final double EMPTY_START_CPU = 0.84;
    /// "A large state": an event replayed when there is no snapshot.
    static final double REPLAY_CPU = 2.4e-6;

    /// Estimated. What the runtime, the web server and its threads take of the heap before the first member.
    static final double EMPTY_HEAP = 40e6;
    /// Estimated. Room for what requests allocate and the collector needs, as a multiple of the live heap.
    static final double HEAP_ROOM = 1.7;
}
