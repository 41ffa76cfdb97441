package attune.networks.files;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an import understood.
///
/// @param lines lines or records read, headers and blank ones excepted
/// @param stated facts found, by the name of their type on the wire
/// @param accepted facts now in the log; for a dry run, facts the log would take
/// @param duplicates facts the log had taken before, so that importing again is harmless
/// @param alreadyThere members, items or acts mentioned that existed
/// @param skipped lines left out on purpose, by reason
/// @param faultCount lines that could not be understood, and facts the log rejected
/// @param faults the first of them
/// @param languages items by language, as far as it is stated
/// @param notes what had to be assumed
/// @param stopped true if there were too many faults to go on
public record ImportReport(
        String dataset,
        long lines,
        Map<String, Long> stated,
        long accepted,
        long duplicates,
        long alreadyThere,
        Map<String, Long> skipped,
        long faultCount,
        List<Fault> faults,
        @Nullable Span span,
        Map<String, Long> languages,
        List<String> notes,
        boolean stopped) {

    /// Keeps the maps in the order of their keys, so that the same import prints the same report.
    public ImportReport {
        stated = Collections.unmodifiableMap(new TreeMap<>(stated));
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
        languages = Collections.unmodifiableMap(new TreeMap<>(languages));
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /// One line or fact that failed.
    ///
    /// @param detail what is wrong and how to mend it
    public record Fault(Place place, String detail) {
        @Override
        public String toString() {
            return place + ": " + detail;
        }
    }

    /// The times of the accepted facts that state one.
    public record Span(Instant first, Instant last) {}

    /// Facts found, of all types.
    public long facts() {
        return stated.values().stream().mapToLong(Long::longValue).sum();
    }

    public long members() {
        return stated.getOrDefault("member.joined", 0L);
    }

    public long items() {
        return stated.getOrDefault("item.published", 0L);
    }

    /// True if everything read is in the log, or left out on purpose.
    public boolean clean() {
        return faultCount == 0 && !stopped;
    }
}
