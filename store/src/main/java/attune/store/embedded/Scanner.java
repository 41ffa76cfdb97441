package attune.store.embedded;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.keys.Sealing;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.projection.Disclosure;
import attune.store.projection.Projection;
import attune.store.projection.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// What is left of a person in a folder, and in this process? Decodes every row of every file with all
/// surviving keys, and searches the raw bytes of every file, free pages and write-ahead logs included. It is
/// the check behind an erasure's promise, so it must find everything before the erasure; a scan that finds
/// nothing proves something only then.
public final class Scanner {
    private static final String MEMORY = "memory";
    private static final String LEDGER = "ledger.db";
    private static final int ENTRIES = 1_000;

    private final Folder folder;
    private final SqliteKeys keys;
    private final State state;
    private final Ledger ledger;
    private final SecureRandom random;
    private final List<Place> places = new CopyOnWriteArrayList<>();

    /// A place in memory that the store does not know, such as slates whose later pages may still be asked for.
    public interface Place {
        String name();

        boolean holds(Needles needles);
    }

    Scanner(Folder folder, SqliteKeys keys, State state, Ledger ledger, SecureRandom random) {
        this.folder = folder;
        this.keys = keys;
        this.state = state;
        this.ledger = ledger;
        this.random = random;
    }

    /// What to look for.
    ///
    /// @param texts external ids, names, words of posts, looked for in every encoding of [Patterns]. Decoded
    /// content is
    ///     searched for all of them; raw bytes for forms of [#RAW_BYTES] and more only, because shorter ones occur
    /// in
    ///     sealed bytes by chance: one of five bytes once in 10¹² bytes, one of three in every 16 MB
    public record Needles(Set<MemberId> members, Set<ItemId> items, List<String> texts) {
        static final int RAW_BYTES = 5;

        public Needles(MemberId member, Set<ItemId> items, List<String> texts) {
            this(Set.of(member), items, texts);
        }

        public Needles {
            members = Set.copyOf(members);
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

    /// Looks there, too, from now on.
    public void also(Place place) {
        places.add(place);
    }

    /// A snapshot taken before a tombstone may hold whom it names, so it must be gone; one of the time when the
    /// member was there holds the member.
    private void snapshots(ScanReport report) {
        if (!Files.isDirectory(folder.snapshots())) return;
        try (Stream<Path> each = Files.list(folder.snapshots())) {
            for (Path snapshot : each.sorted().toList()) {
                String sequence = snapshot.getFileName().toString();
                if (sequence.matches("[0-9]{1,18}") && report.olderThanLastTombstone(Long.parseLong(sequence))) {
                    report.found("snapshots/" + sequence, "the whole state of then", "older than the erasure");
                }
            }
        } catch (IOException failed) {
            throw new StoreUnusable("The snapshots could not be scanned.", failed);
        }
    }

    private void ledger(ScanReport report) {
        for (long from = 0; from < ledger.size(); from += ENTRIES) {
            for (Ledger.Recorded recorded : ledger.entries(from, ENTRIES)) {
                Entry entry = recorded.entry();
                if (entry == null) continue;
                String place = "entry " + recorded.number();
                if (entry.subject() != null && report.wanted(entry.subject().value())) {
                    report.found(LEDGER, place, "subject");
                }
                String words = entry.actor() + " " + entry.action() + " " + entry.details();
                report.text(LEDGER, place, words.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// Every projection tells all it holds of a member, or breaks its contract.
    private void memory(MemberId member, ScanReport report) {
        state.read(() -> {
            for (Projection projection : state.projections()) {
                boolean[] held = new boolean[1];
                projection.disclose(member, new Noticing(held));
                if (held[0]) report.found(MEMORY, "projection " + projection.name(), "held of the member");
            }
            return true;
        });
    }

    private record Noticing(boolean[] held) implements Disclosure {
        @Override
        public void text(String field, String value) {
            held[0] = true;
        }

        @Override
        public void number(String field, double value) {
            held[0] = true;
        }

        @Override
        public void member(String field, int other) {
            held[0] = true;
        }

        @Override
        public void item(String field, int item, double value, long millis) {
            held[0] = true;
        }
    }

    public Scan scan(Needles needles) {
        ScanReport report = new ScanReport(needles);
        new LogScan(folder.log(), new FactSealing(keys, random)).scan(report);
        for (MemberId member : needles.members()) {
            if (keys.has(member)) report.found("keys.db", "key of the member", "key");
            memory(member, report);
        }
        snapshots(report);
        ledger(report);
        for (Place place : places) if (place.holds(needles)) report.found(MEMORY, place.name(), "in a cache");
        new BlobScan(folder.blobs(), keys, new Sealing(random)).scan(report);
        new RawScan(folder.path()).scan(report);
        return report.finished();
    }
}
