package attune.store.embedded;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.keys.Sealing;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/// What is left of a person in a folder? Decodes every row of every file with all surviving keys, and searches the
/// raw bytes of every file, free pages and write-ahead logs included. It is the check behind an erasure's promise, so
/// it must find everything before the erasure; a scan that finds nothing proves something only then.
public final class Scanner {
    private final Folder folder;
    private final SqliteKeys keys;
    private final SecureRandom random;

    Scanner(Folder folder, SqliteKeys keys, SecureRandom random) {
        this.folder = folder;
        this.keys = keys;
        this.random = random;
    }

    /// What to look for.
    ///
    /// @param texts external ids, names, words of posts; raw bytes are searched for those of [#RAW_BYTES] and more
    ///     only, because shorter ones occur in sealed bytes by chance
    public record Needles(MemberId member, Set<ItemId> items, List<String> texts) {
        static final int RAW_BYTES = 6;

        public Needles {
            items = Set.copyOf(items);
            texts = List.copyOf(texts);
        }
    }

    /// @param file name in the folder
    /// @param place such as `fact 17, owner` or `byte 4096`
    /// @param what the needle, as a kind and not as the text itself: findings are printed
    public record Finding(String file, String place, String what) {}

    /// @param facts rows of the log decoded
    /// @param opened personal payloads opened with a surviving key
    /// @param blobs blobs opened
    /// @param bytes searched raw
    /// @param tombstones erasures of this member on record: the number alone, which must stay
    public record Scan(List<Finding> findings, long facts, long opened, long blobs, long bytes, long tombstones) {
        public boolean clean() {
            return findings.isEmpty();
        }
    }

    public Scan scan(Needles needles) {
        ScanReport report = new ScanReport(needles);
        new LogScan(folder.log(), new FactSealing(keys, random)).scan(report);
        if (keys.has(needles.member())) report.found("keys.db", "key of the member", "key");
        new BlobScan(folder.blobs(), keys, new Sealing(random)).scan(report);
        new RawScan(folder.path()).scan(report);
        return report.finished();
    }
}
