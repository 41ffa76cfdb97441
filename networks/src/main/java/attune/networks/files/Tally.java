package attune.networks.files;

import attune.networks.files.ImportReport.Fault;
import attune.networks.files.ImportReport.Span;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts one import. Owned by its thread.
final class Tally {
    private final Limits limits;
    private final Map<String, Long> stated = new TreeMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Map<String, Long> languages = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private long lines;
    private long facts;
    private long accepted;
    private long duplicates;
    private long alreadyThere;
    private long faultCount;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private boolean stopped;

    Tally(Limits limits) {
        this.limits = limits;
    }

    void line() {
        lines++;
    }

    long lines() {
        return lines;
    }

    long facts() {
        return facts;
    }

    void stated(WireType type) {
        facts++;
        stated.merge(type.wireName(), 1L, Long::sum);
    }

    void accepted(long eventMillis) {
        accepted++;
        if (eventMillis == Draft.NOW) return;
        firstMillis = Math.min(firstMillis, eventMillis);
        lastMillis = Math.max(lastMillis, eventMillis);
    }

    void duplicate() {
        duplicates++;
    }

    void alreadyThere() {
        alreadyThere++;
    }

    void fault(Place place, String detail) {
        faultCount++;
        if (faults.size() < limits.errorsListed()) faults.add(new Fault(place, detail));
    }

    /// True if there were too many faults to go on.
    boolean enough() {
        return faultCount >= limits.errors();
    }

    void skipped(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    void language(String tag) {
        languages.merge(tag, 1L, Long::sum);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    void stopped() {
        stopped = true;
    }

    ImportReport report(String dataset) {
        Span span = firstMillis > lastMillis
                ? null
                : new Span(Instant.ofEpochMilli(firstMillis), Instant.ofEpochMilli(lastMillis));
        return new ImportReport(
                dataset,
                lines,
                stated,
                accepted,
                duplicates,
                alreadyThere,
                skipped,
                faultCount,
                faults,
                span,
                languages,
                List.copyOf(notes),
                stopped);
    }
}
