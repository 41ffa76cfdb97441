package attune.testkit.crash;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One SQLite file and its write-ahead log, followed through the calls of a trace: which transactions were written,
/// and up to which of them a sync that began afterwards has returned.
final class WatchedWal {
    private static final int FILE_HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    private final String file;
    private final Consumer<Transaction> beforeCommit;
    private final List<String> faults;
    private final List<PageRows.Row> rows = new ArrayList<>();
    private final Map<Long, Long> writesAtSync = new HashMap<>();
    private final Map<Long, Transaction> commitAtSync = new HashMap<>();
    private Transaction written = new Transaction(List.of());
    private Transaction durable = written;
    private boolean lastFrame;
    private long fileWrites;
    private long fileWritesSynced;
    private int commits;
    private int restarts;
    private boolean checkpointed = true;

    /// @param beforeCommit called when the last page of a transaction is about to be written
    WatchedWal(String file, Consumer<Transaction> beforeCommit, List<String> faults) {
        this.file = file;
        this.beforeCommit = beforeCommit;
        this.faults = faults;
    }

    /// The rows on the pages that a transaction wrote.
    record Transaction(List<PageRows.Row> rows) {}

    /// The last transaction that is surely on the disk.
    Transaction durable() {
        return durable;
    }

    int commits() {
        return commits;
    }

    int restarts() {
        return restarts;
    }

    void take(Call call) {
        if (call.path().equals(file)) takeFile(call);
        else if (call.path().equals(file + "-wal")) takeWal(call);
    }

    private void takeFile(Call call) {
        if (call.writes() && !call.returned()) fileWrites++;
        if (!call.syncs()) return;
        if (!call.returned()) {
            writesAtSync.put(call.id(), fileWrites);
        } else if (call.result() == 0) {
            fileWritesSynced = Math.max(fileWritesSynced, writesAtSync.getOrDefault(call.id(), 0L));
            checkpointed |= fileWrites > 0;
        }
    }

    private void takeWal(Call call) {
        if (call.writes()) takeFrame(call);
        else if (call.syncs()) takeSync(call);
        else if (!call.returned() && (call.name().startsWith("unlink") || call.at() == 0)) beginAnew();
    }

    private void takeSync(Call call) {
        if (!call.returned()) commitAtSync.put(call.id(), written);
        else if (call.result() == 0) durable = commitAtSync.getOrDefault(call.id(), durable);
    }

    private void takeFrame(Call call) {
        if (call.returned()) {
            if (lastFrame && call.bytes().length > FRAME_HEADER_BYTES && call.result() == call.bytes().length) {
                written = new Transaction(List.copyOf(rows));
                rows.clear();
                lastFrame = false;
                commits++;
                checkpointed = false;
            }
            return;
        }
        if (call.at() == 0) {
            beginAnew();
        } else if (call.bytes().length == FRAME_HEADER_BYTES) {
            lastFrame = ByteBuffer.wrap(call.bytes()).getInt(4) != 0;
        } else if (call.bytes().length > FILE_HEADER_BYTES) {
            rows.addAll(PageRows.of(call.bytes()));
            if (lastFrame) beforeCommit.accept(new Transaction(List.copyOf(rows)));
        }
    }

    /// The write-ahead log may be thrown away only once all of it lies synced in the file.
    private void beginAnew() {
        restarts++;
        rows.clear();
        if (!checkpointed || fileWrites > fileWritesSynced) {
            faults.add(file + ": its write-ahead log is begun anew before the file was synced");
        }
    }
}
