package attune.store.projection;

import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.CountsView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Engagement per item and per author over all members. Each member counts once per item and act, dated
/// by the latest time, and leaves again when taking the act back or being erased; what a quarantine holds
/// is not in it. Folded before [Encounters], which knows what is new, and [Quarantines].
public final class Counts implements Projection, CountsView {
    private static final Halving SHORT = new Halving(6 * 3_600);
    private static final Halving LONG = new Halving(14 * 86_400);

    private final ActTable acts;
    private final Items items;
    private final Encounters encounters;
    private final Quarantines quarantines;
    /// Per item, acts in ascending order, each followed by its count; most items know few acts.
    private int[] @Nullable [] totals = new int[64][];

    private int[] impressions = new int[64];
    private final Decaying positive = new Decaying(SHORT);
    private final Decaying negative = new Decaying(SHORT);
    private final Decaying met = new Decaying(SHORT);
    private final Decaying authorPositive = new Decaying(LONG);
    private final Decaying authorNegative = new Decaying(LONG);
    private final Decaying authorMet = new Decaying(LONG);

    public Counts(ActTable acts, Items items, Encounters encounters, Quarantines quarantines) {
        this.acts = acts;
        this.items = items;
        this.encounters = encounters;
        this.quarantines = quarantines;
    }

    @Override
    public String name() {
        return "counts";
    }

    @Override
    public void apply(Envelope envelope) {
        Quarantines.Turn turn = quarantines.turn(envelope);
        if (turn != null) turn(turn);
        long at = EncounterTable.wholeSecond(envelope.eventMillis());
        switch (envelope.event()) {
            case Event.Impressed(MemberId member, var item, var trace, int position) -> {
                long before = encounters.lastSeenMillis(member.value(), item.value());
                if (before >= at) return;
                boolean counted = before >= 0 && !quarantines.holds(member.value(), before);
                boolean counts = !quarantines.holds(member.value(), at);
                if (counted && counts) redate(met, authorMet, item.value(), before, at);
                else if (counted) impress(item.value(), before, -1);
                else if (counts) impress(item.value(), at, 1);
            }
            case Event.ActUndone(MemberId member, var item, ActId act) -> {
                long done = encounters.of(member.value()).actMillis(item.value(), act.bit());
                if (done >= 0 && !quarantines.holds(member.value(), done)) count(item.value(), act, done, -1);
            }
            case Event.OnItem onItem -> {
                ActId act = ActTable.actOf(onItem);
                if (act == null) return;
                int member = onItem.member().value();
                int item = onItem.item().value();
                long before = encounters.of(member).actMillis(item, act.bit());
                if (before >= at) return;
                boolean counted = before >= 0 && !quarantines.holds(member, before);
                boolean counts = !quarantines.holds(member, at);
                if (counted && counts) redate(act, item, before, at);
                else if (counted) count(item, act, before, -1);
                else if (counts) count(item, act, at, 1);
            }
            default -> {}
        }
    }

    /// Takes out what is held from now on, and counts what is held no more.
    private void turn(Quarantines.Turn turn) {
        EncounterTable table = encounters.of(turn.member());
        for (int item : table.sortedItems()) {
            long seen = table.impressedMillis(item);
            if (seen >= 0) impress(item, seen, change(turn, seen));
            for (long left = table.acts(item); left != 0; left &= left - 1) {
                ActId act = new ActId(Long.numberOfTrailingZeros(left));
                long done = table.actMillis(item, act.bit());
                count(item, act, done, change(turn, done));
            }
        }
    }

    private static int change(Quarantines.Turn turn, long atMillis) {
        return (turn.before().holds(atMillis) ? 1 : 0) - (turn.after().holds(atMillis) ? 1 : 0);
    }

    private void impress(int item, long atMillis, int amount) {
        if (amount == 0) return;
        impressions = Growing.ints(impressions, item, 0);
        impressions[item] += amount;
        decay(met, authorMet, item, atMillis, amount);
    }

    private void decay(Decaying ofItem, Decaying ofAuthor, int item, long atMillis, int amount) {
        ofItem.add(item, atMillis, amount);
        if (items.exists(item)) ofAuthor.add(items.author(item), atMillis, amount);
    }

    private void redate(ActId act, int item, long beforeMillis, long atMillis) {
        switch (acts.act(act.value()).polarity()) {
            case POSITIVE -> redate(positive, authorPositive, item, beforeMillis, atMillis);
            case NEGATIVE -> redate(negative, authorNegative, item, beforeMillis, atMillis);
            case NEUTRAL -> {}
        }
    }

    private void redate(Decaying ofItem, Decaying ofAuthor, int item, long beforeMillis, long atMillis) {
        decay(ofItem, ofAuthor, item, beforeMillis, -1);
        decay(ofItem, ofAuthor, item, atMillis, 1);
    }

    private void count(int item, ActId act, long atMillis, int amount) {
        if (amount == 0) return;
        totals = Growing.objects(totals, item);
        totals[item] = ActCounts.added(totals[item], act.value(), amount);
        switch (acts.act(act.value()).polarity()) {
            case POSITIVE -> decay(positive, authorPositive, item, atMillis, amount);
            case NEGATIVE -> decay(negative, authorNegative, item, atMillis, amount);
            case NEUTRAL -> {}
        }
    }

    @Override
    public int total(int item, int act) {
        return item < totals.length ? ActCounts.of(totals[item], act) : 0;
    }

    @Override
    public int impressions(int item) {
        return item < impressions.length ? impressions[item] : 0;
    }

    @Override
    public double recentPositive(int item, long nowMillis) {
        return positive.at(item, nowMillis);
    }

    @Override
    public double recentNegative(int item, long nowMillis) {
        return negative.at(item, nowMillis);
    }

    @Override
    public double recentImpressions(int item, long nowMillis) {
        return met.at(item, nowMillis);
    }

    @Override
    public double authorPositive(int author, long nowMillis) {
        return authorPositive.at(author, nowMillis);
    }

    @Override
    public double authorImpressions(int author, long nowMillis) {
        return authorMet.at(author, nowMillis);
    }

    @Override
    public double authorNegative(int author, long nowMillis) {
        return authorNegative.at(author, nowMillis);
    }

    /// Takes back what the members did, then drops their items and themselves as authors.
    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) takeBack(member, erased);
        for (int item : erased.itemNumbers()) {
            if (item < totals.length) totals[item] = null;
            if (item < impressions.length) impressions[item] = 0;
            positive.clear(item);
            negative.clear(item);
            met.clear(item);
        }
    }

    /// As far as it is counted: what a quarantine holds is not.
    @Override
    public void expire(Expiry expiry) {
        for (int member = expiry.from(); member < expiry.to(); member++) {
            if (expiry.held().test(member)) continue;
            Quarantines.Span held = quarantines.span(member);
            encounters.worn(member, expiry.cutoffs(), Purpose.AGGREGATE, new EncounterTable.Listener() {
                @Override
                public void impression(int item, long atMillis) {
                    if (!held.holds(atMillis)) impress(item, atMillis, -1);
                }

                @Override
                public void act(int item, ActId act, long atMillis) {
                    if (!held.holds(atMillis)) count(item, act, atMillis, -1);
                }
            });
        }
    }

    private void takeBack(int member, Erased erased) {
        EncounterTable table = encounters.of(member);
        Quarantines.Span held = quarantines.span(member);
        for (int item : table.sortedItems()) {
            if (erased.item(item)) continue;
            long seen = table.impressedMillis(item);
            if (seen >= 0 && !held.holds(seen)) impress(item, seen, -1);
            for (long left = table.acts(item); left != 0; left &= left - 1) {
                ActId act = new ActId(Long.numberOfTrailingZeros(left));
                long done = table.actMillis(item, act.bit());
                if (!held.holds(done)) count(item, act, done, -1);
            }
        }
        authorPositive.clear(member);
        authorNegative.clear(member);
        authorMet.clear(member);
    }

    /// Counts over many single nobody out; how the member fares as an author is the member's to know.
    @Override
    public void disclose(MemberId id, Disclosure into) {
        long at = Long.MIN_VALUE / 2;
        tell(into, "author-positive", authorPositive.at(id.value(), at));
        tell(into, "author-negative", authorNegative.at(id.value(), at));
        tell(into, "author-impressions", authorMet.at(id.value(), at));
    }

    private static void tell(Disclosure into, String field, double count) {
        if (count != 0) into.number(field, count);
    }

    /// Totals only: decayed counts are sums of the same facts in floating point, where order leaves its
    /// last bits.
    @Override
    public void digest(Digest into) {
        for (int item = 0; item < totals.length; item++) {
            int[] own = totals[item];
            if (own == null) continue;
            for (int k = 0; k < own.length; k += 2) into.add(item).add(own[k]).add(own[k + 1]);
        }
        for (int item = 0; item < impressions.length; item++) {
            if (impressions[item] != 0) into.add(item).add(impressions[item]);
        }
    }

    @Override
    public int format() {
        return 2;
    }

    @Override
    public void save(ArrayWriter into) {
        into.intArrays(totals, Growing.used(totals)).ints(impressions, Growing.used(impressions, 0));
        for (Decaying decaying : decaying()) decaying.save(into);
    }

    @Override
    public void load(ArrayReader from) {
        totals = from.intArrays();
        impressions = from.ints();
        for (Decaying decaying : decaying()) decaying.load(from);
    }

    private List<Decaying> decaying() {
        return List.of(positive, negative, met, authorPositive, authorNegative, authorMet);
    }
}
