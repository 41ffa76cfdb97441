package attune.store.embedded;

/// The fault that the proof of syncs must find: a log whose commits no longer wait for the disk.
public final class WeakenedSync {
    private WeakenedSync() {}

    public static void plant(EmbeddedStore store) {
        ((SqliteEventLog) store.log()).writer().between(file -> {
            Database.run(file.connection(), "pragma synchronous=normal");
            return true;
        });
    }
}
