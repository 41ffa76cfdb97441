package attune.app.bench;

import attune.app.evaluate.Finding;
import java.util.ArrayList;
import java.util.List;

/// Estimates what a community will need, from measured unit costs. An estimate for buying a machine, within a third
/// where the community is like the bench's; texts that are longer cost their bytes.
///
/// @param actsPerDay    likes, views, impressions and the like, of all members together
/// @param feedsPerDay   pages of a ranked feed asked for, of all members together
/// @param retentionDays how long acts are kept; members and items stay
public record Sizing(long members, long items, long actsPerDay, long feedsPerDay, int retentionDays) {
    private static final double DAY_SECONDS = 86_400;
    /// The busiest hour of a social network's day takes some three times its even share.
    private static final double PEAK = 3;

    public Sizing {
        if (members < 0 || items < 0 || actsPerDay < 0 || feedsPerDay < 0 || retentionDays < 1) {
            throw new IllegalArgumentException("Counts are not negative, and retention is at least a day.");
        }
    }

    /// Acts that are kept at a time.
    public double actsKept() {
        return (double) actsPerDay * retentionDays;
    }

    /// Live bytes of members, items and acts; rings of fixed size keep it below this for very active members.
    public double stateBytes() {
        return members * (UnitCosts.MEMBER_HEAP + UnitCosts.KEY_HEAP)
                + items * UnitCosts.ITEM_HEAP
                + actsKept() * UnitCosts.ACT_HEAP;
    }

    /// For `-Xmx`.
    public double heapBytes() {
        return (UnitCosts.EMPTY_HEAP + stateBytes()) * UnitCosts.HEAP_ROOM;
    }

    public double logBytes() {
        return members * UnitCosts.MEMBER_DISK
                + items * (UnitCosts.ITEM_DISK + UnitCosts.ID_DISK)
                + actsKept() * (UnitCosts.ACT_DISK + UnitCosts.ID_DISK);
    }

    /// Log and snapshots, and the log once more, for what is written anew on erasure and retention.
    public double diskBytes() {
        return 2 * logBytes() + UnitCosts.SNAPSHOTS * snapshotBytes();
    }

    /// One backup; snapshots are not part of it.
    public double backupBytes() {
        return logBytes();
    }

    private double snapshotBytes() {
        return stateBytes() * UnitCosts.SNAPSHOT_SHARE;
    }

    /// Cores that are busy in the day's busiest hour.
    public double busiestCores() {
        double daily = actsPerDay * UnitCosts.EVENT_CPU + feedsPerDay * UnitCosts.FEED_CPU;
        return daily * PEAK / DAY_SECONDS;
    }

    /// Seconds of CPU from a snapshot until ready.
    public double startSeconds() {
        return UnitCosts.EMPTY_START_CPU + snapshotBytes() * UnitCosts.START_CPU_PER_BYTE;
    }

    /// Seconds of CPU until ready when no snapshot fits, as after an upgrade.
    public double replaySeconds() {
        return UnitCosts.EMPTY_START_CPU + (2.0 * members + items + actsKept()) * UnitCosts.REPLAY_CPU;
    }

    /// The estimate as figures.
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        all.add(Finding.of("sizing.state", stateBytes() / 1e6, "MB"));
        all.add(Finding.of("sizing.heap", heapBytes() / 1e6, "MB"));
        all.add(Finding.of("sizing.log", logBytes() / 1e6, "MB"));
        all.add(Finding.of("sizing.disk", diskBytes() / 1e6, "MB"));
        all.add(Finding.of("sizing.backup", backupBytes() / 1e6, "MB"));
        all.add(Finding.of("sizing.cores-in-the-busiest-hour", busiestCores(), "cores"));
        all.add(Finding.of("sizing.start", startSeconds(), "s of CPU"));
        all.add(Finding.of("sizing.start-by-replay", replaySeconds(), "s of CPU"));
        return all;
    }
}
