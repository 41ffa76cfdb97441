package attune.store.embedded;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// What an error of SQLite says about the disk, and so whether whoever writes may go on (decision 0023).
enum DiskFault {
    /// No room, or a lock was held too long: SQLite wrote nothing, knows it, and the next try may succeed.
    PASSING,
    /// A write, a read or a sync failed, or the bytes make no sense. Nobody knows what is on the disk now, and
    /// after a failed sync the next one may succeed without having written anything.
    LASTING;

    /// The fault behind a failure, however often it was wrapped; a failure without one of SQLite's is passing.
    static DiskFault of(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) return of(sql);
        }
        return PASSING;
    }

    private static DiskFault of(SQLException failed) {
        if (!(failed instanceof SQLiteException sqlite)) return PASSING;
        int extended = sqlite.getResultCode().code;
        return switch (extended & 0xFF) {
            case Primary.IOERR, Primary.CORRUPT, Primary.NOTADB, Primary.CANTOPEN, Primary.READONLY -> LASTING;
            default -> PASSING;
        };
    }

    /// True if the bytes themselves are at fault, so that opening the file again cannot help.
    static boolean damaged(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                int primary = sqlite.getResultCode().code & 0xFF;
                return primary == Primary.CORRUPT || primary == Primary.NOTADB;
            }
        }
        return false;
    }

    /// SQLite's primary result codes, as its documentation numbers them.
    private static final class Primary {
        static final int READONLY = 8;
        static final int IOERR = 10;
        static final int CORRUPT = 11;
        static final int CANTOPEN = 14;
        static final int NOTADB = 26;
    }
}
