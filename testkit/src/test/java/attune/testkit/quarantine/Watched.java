package attune.testkit.quarantine;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Known;
import attune.store.quarantine.Rule;
import attune.store.quarantine.Sentry;
import attune.store.quarantine.Thresholds;
import attune.store.view.QuarantinesView.Quarantine;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.MemoryStore;
import attune.testkit.sample.SteppingClock;
import java.util.List;
import java.util.Optional;

/// A community in memory with a sentry before its log, and its clock in a test's hand.
final class Watched {
    /// A Monday morning.
    static final long START_MILLIS = 1_772_438_400_000L;

    final SteppingClock clock = new SteppingClock(START_MILLIS);
    final SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
    final Sentry sentry;
    final MemoryStore store;

    Watched() {
        this(Thresholds.USUAL);
    }

    Watched(Thresholds thresholds) {
        sentry = new Sentry(
                new Known(views.members, views.items, views.encounters, views.quarantines, views.acts::act),
                thresholds);
        store = MemoryStore.open(clock, views.all(), sentry);
    }

    /// Members `m0`, … who joined, and items `i0`, … of an author of their own; a day passes.
    static Watched with(int members, int items) {
        Watched watched = new Watched();
        watched.people(members, items);
        return watched;
    }

    void people(int members, int items) {
        tell(Drafts.joined("author"));
        for (int member = 0; member < members; member++) tell(Drafts.joined("m" + member));
        for (int item = 0; item < items; item++) tell(Drafts.published("author", "i" + item, "An item."));
        pass(24 * 3_600_000L);
    }

    void pass(long millis) {
        clock.advance(millis);
    }

    void tell(Draft... drafts) {
        for (Outcome outcome : store.log().appendNow(List.of(drafts))) {
            if (!(outcome instanceof Outcome.Accepted)) throw new AssertionError("Not accepted: " + outcome);
        }
    }

    void like(String member, int item) {
        tell(Drafts.liked(member, "i" + item));
    }

    void see(String member, int item) {
        tell(Drafts.impressed(member, "i" + item));
    }

    int number(String member) {
        return store.directory().member(new ExternalId(member)).orElseThrow().value();
    }

    int item(int item) {
        return store.directory().item(new ExternalId("i" + item)).orElseThrow().value();
    }

    /// The code of the rule that holds the member's acts, or "none".
    String rule(String member) {
        return quarantine(member)
                .filter(Quarantine::stands)
                .map(Quarantine::rule)
                .orElse("none");
    }

    Optional<Quarantine> quarantine(String member) {
        return views.quarantines.of(number(member));
    }

    /// Likes of an item that count for others.
    int likes(int item) {
        return views.counts.total(item(item), 0);
    }

    static Draft by(String source, Draft draft) {
        return new Draft(
                attune.model.event.Origin.of(source), draft.idempotency(), draft.eventMillis(), draft.resolution());
    }

    static Draft confirmed(String member, long sinceMillis) {
        return Drafts.of(
                ids -> new Event.QuarantinePlaced(member(ids, member), Rule.CONFIRMED.code(), sinceMillis, 0, 0));
    }

    private static MemberId member(Ids ids, String member) throws Rejection {
        return ids.member("member", new ExternalId(member));
    }

    static ItemId item(Ids ids, String item) throws Rejection {
        return ids.item("item", new ExternalId(item));
    }
}
