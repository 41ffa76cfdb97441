package attune.store.embedded;

import java.nio.file.Path;
import java.sql.SQLException;

/// A folder that cannot be opened: in use, of a newer format, without its master key, or damaged. The message says
/// what to do; trying again does not help.
public final class StoreUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What to do about a damaged file that cannot be rebuilt from another.
    static final String RESTORE =
            "Stop, keep a copy of the folder, run ./attune doctor on it, and restore the newest backup if it says so.";

    /// What to do about a log that lacks its newest facts.
    static final String BEYOND = "Put log.db-wal back if it was moved, or restore the newest backup. To go on without"
            + " those facts, run ./attune doctor with --repair --accept-loss.";

    public StoreUnusable(String what) {
        super(what);
    }

    public StoreUnusable(String what, Throwable cause) {
        super(what, cause);
    }

    /// A file that could not be opened, with what that costs and what to do.
    static StoreUnusable of(Path file, String cost, SQLException failed) {
        String what = DiskFault.damaged(failed) ? " is damaged: " : " could not be opened: ";
        return new StoreUnusable(
                "The file " + file.getFileName() + what + failed.getMessage() + ". Until that is mended, " + cost + ". "
                        + RESTORE,
                failed);
    }
}
