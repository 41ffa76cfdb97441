package attune.privacy.rights;

import attune.model.identity.MemberId;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.ledger.Ledger.Recorded;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the ledger holds about one member, as the member may know it: what was done and in which role, but neither by
/// whom of the staff nor in which words (decision 0034).
public final class LedgerEntries {
    private static final int AT_ONCE = 1_000;

    private final Ledger ledger;

    public LedgerEntries(Ledger ledger) {
        this.ledger = ledger;
    }

    /// @param number counted from 0
    /// @param by the role it was done in, such as `operator`, `key` or `platform`
    /// @param operation what was asked for, where somebody looked
    public record About(
            long number,
            long atMillis,
            String action,
            String by,
            @Nullable String operation) {}

    /// In order, page by page; costs a reading of the whole ledger.
    public void each(MemberId member, Consumer<About> reader) {
        long size = ledger.size();
        for (long from = 0; from < size; from += AT_ONCE) {
            for (Recorded recorded : ledger.entries(from, (int) Math.min(AT_ONCE, size - from))) {
                Entry entry = recorded.entry();
                if (entry == null || !member.equals(entry.subject())) continue;
                reader.accept(new About(
                        recorded.number(),
                        entry.atMillis(),
                        entry.action(),
                        role(entry.actor()),
                        entry.details().get("operation")));
            }
        }
    }

    private static String role(String actor) {
        int colon = actor.indexOf(':');
        return colon < 0 ? actor : actor.substring(0, colon);
    }
}
