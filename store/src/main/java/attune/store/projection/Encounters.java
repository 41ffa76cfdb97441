package attune.store.projection;

import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.view.SeenView;
import org.jspecify.annotations.Nullable;

/// What each member met and did, item by item: seen or not, which acts stand. It makes impressions and acts idempotent for
/// the projections folded before it, which look here whether something is new.
public final class Encounters implements Projection, SeenView {
    private final EncounterTable none = new EncounterTable();
    private @Nullable EncounterTable[] tables = new EncounterTable[64];

    @Override
    public String name() {
        return "encounters";
    }

    @Override
    public void apply(Envelope envelope) {
        long at = envelope.eventMillis();
        switch (envelope.event()) {
            case Event.Impressed impressed -> own(impressed.member()).impress(impressed.item().value(), at);
            case Event.ActUndone(MemberId member, var item, ActId act) -> own(member).undo(item.value(), act.bit());
            case Event.OnItem onItem -> {
                ActId act = ActTable.actOf(onItem);
                if (act != null) own(onItem.member()).act(onItem.item().value(), act.bit(), at);
            }
            default -> {}
        }
    }

    private EncounterTable own(MemberId id) {
        int member = id.value();
        tables = Growing.objects(tables, member);
        EncounterTable table = tables[member];
        if (table == null) {
            table = new EncounterTable();
            tables[member] = table;
        }
        return table;
    }

    /// The member's table; not to be changed.
    EncounterTable of(int member) {
        EncounterTable table = member < tables.length ? tables[member] : null;
        return table == null ? none : table;
    }

    /// Acts of the member standing on the item, as bits.
    public long acts(int member, int item) {
        return of(member).acts(item);
    }

    @Override
    public boolean seen(int member, int item) {
        return of(member).impressedMillis(item) >= 0;
    }

    @Override
    public int seenCount(int member) {
        return of(member).size();
    }

    @Override
    public long lastSeenMillis(int member, int item) {
        return of(member).impressedMillis(item);
    }

    @Override
    public void forget(Erased erased) {
        int member = erased.member().value();
        if (member < tables.length) tables[member] = null;
        for (EncounterTable table : tables) if (table != null) table.removeIf(erased.items());
    }

    @Override
    public void disclose(MemberId id, Disclosure into) {
        EncounterTable table = of(id.value());
        for (int item : table.sortedItems()) {
            if (table.impressedMillis(item) >= 0) into.item("saw", item, 1, table.impressedMillis(item));
            if (table.acts(item) != 0) into.item("acts", item, (double) table.acts(item), table.actMillis(item));
        }
    }

    @Override
    public void digest(Digest into) {
        for (int member = 0; member < tables.length; member++) {
            EncounterTable table = of(member);
            for (int item : table.sortedItems()) {
                into.add(member).add(item).add(table.acts(item)).add(table.impressedMillis(item));
            }
        }
    }
}
