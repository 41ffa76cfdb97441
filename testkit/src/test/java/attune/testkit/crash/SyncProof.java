package attune.testkit.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows the system calls of a process that keeps a community's folder, and finds every moment at which something was
/// relied upon before it was surely on the disk:
///
/// 1. a fact is acknowledged only after a sync that covers its transaction has returned;
/// 2. a fact of a new member is committed only after the member's key was synced;
/// 3. a write-ahead log is begun anew only after the file it leads into was synced;
/// 4. a file gets its final name only after what was written to it was synced, and the master key's name itself is
///    synced before the first acknowledgement.
final class SyncProof {
    private static final String ACKNOWLEDGED = "ack ";

    private final List<String> faults = new ArrayList<>();
    private final String folder;
    private final WatchedWal log;
    private final WatchedWal keys;
    private final Map<String, Long> unsynced = new HashMap<>();
    private final Map<Long, Long> unsyncedAtSync = new HashMap<>();
    private final Set<String> namedUnsynced = new HashSet<>();
    private long head;
    private long newestKey;
    private int acknowledgements;
    private int renames;

    /// @param newestKey the highest member whose key was durable before the process began; −1 for none
    SyncProof(Path folder, long newestKey) {
        this.newestKey = newestKey;
        this.folder = folder.toString();
        this.log = new WatchedWal(folder.resolve("log.db").toString(), this::beforeCommit, faults);
        this.keys = new WatchedWal(folder.resolve("keys.db").toString(), transaction -> {}, faults);
    }

    /// What was found.
    ///
    /// @param acknowledgements facts told as acknowledged, each of which was checked
    record Found(List<String> faults, int acknowledgements, int commits, int keyCommits, int restarts, int renames) {}

    void take(Call call) {
        log.take(call);
        keys.take(call);
        if (call.syncs() && call.returned()) advance();
        takeNames(call);
        if (call.name().equals("write") && !call.returned() && call.path().startsWith("pipe:")) takeLines(call.bytes());
    }

    Found found() {
        return new Found(
                List.copyOf(faults),
                acknowledgements,
                log.commits(),
                keys.commits(),
                log.restarts() + keys.restarts(),
                renames);
    }

    private void advance() {
        head = Math.max(head, progress(log.durable(), 0));
        for (PageRows.Row row : keys.durable().rows()) newestKey = Math.max(newestKey, row.number());
    }

    private void beforeCommit(WatchedWal.Transaction transaction) {
        long members = progress(transaction, 1);
        if (members - 1 > newestKey) {
            faults.add("a fact of member " + (members - 1) + " is committed before the member's key is synced");
        }
    }

    /// A column of the row that says how far the log is: head, members, items, topics. 0 if no page holds it.
    private static long progress(WatchedWal.Transaction transaction, int column) {
        return transaction.rows().stream()
                .filter(row -> row.number() == 1 && row.integers().size() >= 4)
                .mapToLong(row -> row.integers().get(column))
                .max()
                .orElse(0);
    }

    private void takeLines(byte[] bytes) {
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (!line.startsWith(ACKNOWLEDGED)) continue;
            acknowledgements++;
            long sequence = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            if (sequence > head) faults.add("fact " + sequence + " is acknowledged before it is synced");
            if (!namedUnsynced.isEmpty()) faults.add("acknowledged while the name of the master key is not synced");
        }
    }

    /// Files that are written under one name and renamed when they are whole.
    private void takeNames(Call call) {
        if (call.writes() && !call.returned()) unsynced.merge(call.path(), 1L, Long::sum);
        if (call.syncs() && !call.returned()) unsyncedAtSync.put(call.id(), unsynced.getOrDefault(call.path(), 0L));
        if (call.syncs() && call.returned() && call.result() == 0) {
            unsynced.merge(call.path(), -unsyncedAtSync.getOrDefault(call.id(), 0L), Long::sum);
            if (call.path().equals(folder)) namedUnsynced.clear();
        }
        if (!call.name().startsWith("rename") || !call.path().startsWith(folder)) return;
        if (!call.returned()) {
            renames++;
            if (unsynced.getOrDefault(call.path(), 0L) > 0) faults.add(call.path() + " is renamed before it is synced");
        } else if (call.result() == 0 && call.secondPath().endsWith("master.key")) {
            namedUnsynced.add(call.secondPath());
        }
    }
}
