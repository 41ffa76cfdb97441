package attune.store.embedded;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.codec.Fact;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Collects what one scan finds and counts. Threads: one.
final class ScanReport {
    private static final int MAX_FINDINGS = 100_000;

    private final Needles needles;
    private final Patterns all;
    private final Patterns raw;
    private final List<Finding> findings = new ArrayList<>();
    private long facts;
    private long opened;
    private long blobs;
    private long bytes;
    private long tombstones;
    private long lastTombstone;

    ScanReport(Needles needles) {
        this.needles = needles;
        this.all = new Patterns(needles.texts(), 1);
        this.raw = new Patterns(needles.texts(), Needles.RAW_BYTES);
    }

    void fact() {
        facts++;
    }

    void opened() {
        opened++;
    }

    void blob() {
        blobs++;
    }

    void bytes(long searched) {
        bytes += searched;
    }

    void tombstone(long sequence) {
        tombstones++;
        lastTombstone = Math.max(lastTombstone, sequence);
    }

    /// Also true while there is no tombstone: what was written then may hold the member.
    boolean olderThanLastTombstone(long sequence) {
        return lastTombstone == 0 || sequence < lastTombstone;
    }

    boolean wanted(int member) {
        return member >= 0 && needles.members().contains(new MemberId(member));
    }

    /// Looks at the dense numbers a fact names. Two of them in one fact are a relation.
    void names(String file, String place, Fact fact) {
        if (wanted(fact.owner())) found(file, place, "owner");
        fact.names(new Fact.Named() {
            private boolean owner = fact.owner() >= 0;

            @Override
            public void member(int member) {
                if (!owner && wanted(member)) found(file, place, "relation to the member");
                owner = false;
            }

            @Override
            public void item(int item) {
                if (needles.items().contains(new ItemId(item))) found(file, place, "relation to an item");
            }
        });
    }

    void named(String file, String place, boolean item, int number) {
        if (item ? needles.items().contains(new ItemId(number)) : wanted(number)) {
            found(file, place, item ? "relation to an item" : "relation to the member");
        }
    }

    /// Looks for every text in decoded bytes; tells each once.
    void text(String file, String place, byte[] content) {
        BitSet told = new BitSet();
        all.search(content, content.length, (text, at) -> {
            if (!told.get(text)) found(file, place, "text " + text);
            told.set(text);
        });
    }

    /// Looks for the longer texts in a piece of a file.
    ///
    /// @param from offset of the piece in the file
    void raw(String file, long from, byte[] piece, int length) {
        raw.search(piece, length, (text, at) -> found(file, "byte " + (from + at), "text " + text));
    }

    int longestText() {
        return raw.longest();
    }

    void found(String file, String place, String what) {
        if (findings.size() < MAX_FINDINGS) findings.add(new Finding(file, place, what));
    }

    Scan finished() {
        return new Scan(List.copyOf(findings), facts, opened, blobs, bytes, tombstones);
    }
}
