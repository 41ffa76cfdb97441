package attune.store.projection;

import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.store.log.Erased;
import attune.store.retention.Behaviour;
import attune.store.retention.Cutoffs;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.SeenView;
import org.jspecify.annotations.Nullable;

/// What each member met and did, item by item: seen or not, which acts stand. It makes impressions and
/// acts idempotent for the projections folded before it, which look here whether something is new.
public final class Encounters implements Projection, SeenView {
    private final ActTable acts;
    private final int impressionsPerMember;
    private byte[] @Nullable [] tables = new byte[64][];

    /// @param impressionsPerMember impressions remembered per member; the oldest leave first
    public Encounters(ActTable acts, int impressionsPerMember) {
        this.acts = acts;
        this.impressionsPerMember = impressionsPerMember;
    }

    @Override
    public String name() {
        return "encounters";
    }

    @Override
    public void apply(Envelope envelope) {
        long at = envelope.eventMillis();
        switch (envelope.event()) {
            case Event.Impressed(MemberId member, var item, var trace, int position) -> {
                EncounterTable table = of(member.value());
                table.impress(item.value(), at, impressionsPerMember);
                keep(member, table);
            }
            case Event.ActUndone(MemberId member, var item, ActId act) ->
                of(member.value()).undo(item.value(), act.bit());
            case Event.OnItem onItem -> {
                ActId act = ActTable.actOf(onItem);
                if (act == null) return;
                EncounterTable table = of(onItem.member().value());
                table.act(onItem.item().value(), act.bit(), at);
                keep(onItem.member(), table);
            }
            default -> {}
        }
    }

    private void keep(MemberId member, EncounterTable table) {
        tables = Growing.objects(tables, member.value());
        tables[member.value()] = table.rows();
    }

    /// The member's table; not to be changed by others.
    EncounterTable of(int member) {
        return new EncounterTable(member < tables.length ? tables[member] : null);
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
        return of(member).impressions();
    }

    @Override
    public long lastSeenMillis(int member, int item) {
        return of(member).impressedMillis(item);
    }

    /// How many acts, and how many items on the screen.
    public record Amount(int acts, int impressions) {}

    /// How much of what the member did and saw was last done at `fromMillis` or later and before `untilMillis`.
    public Amount between(int member, long fromMillis, long untilMillis) {
        EncounterTable table = of(member);
        int acts = 0;
        int impressions = 0;
        for (int item : table.sortedItems()) {
            long seen = table.impressedMillis(item);
            if (seen >= 0 && seen >= fromMillis && seen < untilMillis) impressions++;
            for (long left = table.acts(item); left != 0; left &= left - 1) {
                long done = table.actMillis(item, Long.lowestOneBit(left));
                if (done >= fromMillis && done < untilMillis) acts++;
            }
        }
        return new Amount(acts, impressions);
    }

    /// Tells what of the member's encounters is past its term for the purpose; what is told may be removed
    /// meanwhile.
    void worn(int member, Cutoffs cutoffs, Purpose purpose, EncounterTable.Listener into) {
        long impressionsFrom = cutoffs.usedFrom(Behaviour.IMPRESSED, purpose);
        long from = Math.max(impressionsFrom, cutoffs.allActsUsedFrom(purpose));
        of(member).before(from, new EncounterTable.Listener() {
            @Override
            public void impression(int item, long atMillis) {
                if (atMillis < impressionsFrom) into.impression(item, atMillis);
            }

            @Override
            public void act(int item, ActId act, long atMillis) {
                if (atMillis < cutoffs.usedFrom(act, purpose)) into.act(item, act, atMillis);
            }
        });
    }

    @Override
    public void expire(Expiry expiry) {
        int to = Math.min(expiry.to(), tables.length);
        for (int member = expiry.from(); member < to; member++) {
            if (tables[member] == null || expiry.held().test(member)) continue;
            EncounterTable table = of(member);
            worn(member, expiry.cutoffs(), Purpose.SERVICE, new EncounterTable.Listener() {
                @Override
                public void impression(int item, long atMillis) {
                    table.unimpress(item);
                }

                @Override
                public void act(int item, ActId act, long atMillis) {
                    table.undo(item, act.bit());
                }
            });
        }
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) if (member < tables.length) tables[member] = null;
        for (byte[] table : tables) if (table != null) new EncounterTable(table).removeIf(erased::item);
    }

    @Override
    public void disclose(MemberId id, Disclosure into) {
        EncounterTable table = of(id.value());
        for (int item : table.sortedItems()) {
            if (table.impressedMillis(item) >= 0) into.item("saw", item, 1, table.impressedMillis(item));
            for (long left = table.acts(item); left != 0; left &= left - 1) {
                long bit = Long.lowestOneBit(left);
                String act = acts.act(Long.numberOfTrailingZeros(bit)).name();
                into.item("act " + act, item, 1, table.actMillis(item, bit));
            }
        }
    }

    @Override
    public void digest(Digest into) {
        for (int member = 0; member < tables.length; member++) {
            EncounterTable table = of(member);
            for (int item : table.sortedItems()) {
                long standing = table.acts(item);
                if (standing == 0 && table.impressedMillis(item) < 0) continue;
                into.add(member).add(item).add(standing).add(table.impressedMillis(item));
                for (long left = standing; left != 0; left &= left - 1) {
                    into.add(table.actMillis(item, Long.lowestOneBit(left)));
                }
            }
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        int[] lengths = Growing.lengths(tables, EncounterTable::used);
        into.byteArrays(tables, lengths, lengths.length);
    }

    @Override
    public void load(ArrayReader from) {
        tables = from.byteArrays();
    }
}
