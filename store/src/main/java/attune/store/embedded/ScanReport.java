package attune.store.embedded;

import attune.model.identity.ItemId;
import attune.store.codec.Fact;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Scanner.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Collects what one scan finds and counts. Threads: one.
final class ScanReport {
    private static final int MAX_FINDINGS = 10_000;

    private final Needles needles;
    private final List<byte[]> texts;
    private final List<Finding> findings = new ArrayList<>();
    private long facts;
    private long opened;
    private long blobs;
    private long bytes;
    private long tombstones;

    ScanReport(Needles needles) {
        this.needles = needles;
        this.texts = needles.texts().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
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

    void tombstone() {
        tombstones++;
    }

    boolean wanted(int member) {
        return member == needles.member().value();
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

    /// Looks for every text in decoded bytes.
    void text(String file, String place, byte[] content) {
        for (int i = 0; i < texts.size(); i++) {
            if (indexOf(content, content.length, texts.get(i), 0) >= 0) found(file, place, "text " + i);
        }
    }

    /// Looks for the longer texts in a piece of a file.
    ///
    /// @param from offset of the piece in the file
    void raw(String file, long from, byte[] piece, int length) {
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            if (text.length < Needles.RAW_BYTES) continue;
            for (int at = indexOf(piece, length, text, 0); at >= 0; at = indexOf(piece, length, text, at + 1)) {
                found(file, "byte " + (from + at), "text " + i);
            }
        }
    }

    int longestText() {
        return texts.stream().mapToInt(text -> text.length).max().orElse(1);
    }

    void found(String file, String place, String what) {
        if (findings.size() < MAX_FINDINGS) findings.add(new Finding(file, place, what));
    }

    Scan finished() {
        return new Scan(List.copyOf(findings), facts, opened, blobs, bytes, tombstones);
    }

    private static int indexOf(byte[] content, int length, byte[] text, int from) {
        if (text.length == 0) return -1;
        byte first = text[0];
        for (int at = from; at <= length - text.length; at++) {
            if (content[at] == first && matches(content, at, text)) return at;
        }
        return -1;
    }

    private static boolean matches(byte[] content, int at, byte[] text) {
        for (int i = 1; i < text.length; i++) if (content[at + i] != text[i]) return false;
        return true;
    }
}
