package attune.testkit.sample;

import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Layout;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import attune.pipeline.stage.Objection;
import attune.pipeline.stage.Stage;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/// A small community made by hand, in a few lines: who lives there, what happened, and what a stage makes of it.
/// Members and items go by the names a network gives them. Everything is in memory and folded at once.
public final class Village {
    /// A Monday morning.
    public static final long START_MILLIS = 1_772_438_400_000L;

    private final SteppingClock clock = new SteppingClock(START_MILLIS);
    private final Seal seal = new Seal();
    private final SharedProjections views = new SharedProjections(seal, Capacity.USUAL);
    private final MemoryStore store = MemoryStore.open(clock, views.all());

    /// Grown-ups who read English and allow personalization.
    public static Village of(String... members) {
        Village village = new Village();
        for (String member : members) {
            village.tell(Drafts.joined(member), Drafts.consented(member, Purpose.PERSONALIZATION));
        }
        return village;
    }

    /// Tells the log what happened, at the village's time; a fact that is not accepted is a fault of the test.
    public Village tell(Draft... drafts) {
        List<Outcome> outcomes = store.log().appendNow(List.of(drafts));
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Accepted)) throw new AssertionError("Not accepted: " + outcome);
        }
        return this;
    }

    public Village later(Duration by) {
        clock.advance(by.toMillis());
        return this;
    }

    /// A public English post without topics, and a minute passes.
    public Village post(String author, String item, String text) {
        return tell(Drafts.published(author, item, text)).later(Duration.ofMinutes(1));
    }

    /// Destroys a member as a person's right demands.
    public Village erase(String member) {
        store.erasure().erase(member(member));
        return this;
    }

    public MemberId member(String name) {
        return store.directory().member(new ExternalId(name)).orElseThrow();
    }

    public int item(String name) {
        return store.directory().item(new ExternalId(name)).map(ItemId::value).orElseThrow();
    }

    public int[] items(String... names) {
        int[] items = new int[names.length];
        for (int i = 0; i < names.length; i++) items[i] = item(names[i]);
        return items;
    }

    public String name(int item) {
        return store.directory().externalId(new ItemId(item)).value();
    }

    /// A grant for everything, as the issuer would never mint it: stages alone are tried with it.
    public Grant grant(String member) {
        return new Grant(seal, member(member), EnumSet.allOf(Purpose.class));
    }

    public Query query(String viewer, int... given) {
        return query(grant(viewer), given);
    }

    public Query query(Grant grant, int... given) {
        return new Query(grant.member(), grant, clock.millis(), Math.max(1, given.length), 1, given, -1);
    }

    /// The code of the reason with which an objection removes the item from the viewer's sight, or "none".
    ///
    /// @param before what finds out about the viewer first
    public String objection(Objection objection, String viewer, String item, Stage.QueryHydrator... before) {
        return objection(objection, viewer, item(item), before);
    }

    public String objection(Objection objection, String viewer, int item, Stage.QueryHydrator... before) {
        Query query = query(viewer, item);
        for (Stage.QueryHydrator hydrator : before) hydrator.hydrate(query);
        Stage.Hydrator hydrator = objection.hydrator();
        Candidates rows = Candidates.of(new Layout(hydrator.spec().writes()), item);
        hydrator.hydrate(query, rows);
        Removals removals = new Removals(1);
        objection.filter().filter(query, rows, removals);
        return removals.isRemoved(0) ? removals.reason(0).code() : "none";
    }

    /// The columns the hydrators fill for the items, in the order given.
    public Candidates hydrated(Query query, List<Stage.Hydrator> hydrators, int... items) {
        Layout layout = new Layout(hydrators.stream()
                .flatMap(stage -> stage.spec().writes().stream())
                .toList());
        Candidates rows = Candidates.of(layout, items);
        for (Stage.Hydrator hydrator : hydrators) hydrator.hydrate(query, rows);
        return rows;
    }

    public SteppingClock clock() {
        return clock;
    }

    public long nowMillis() {
        return clock.millis();
    }

    public Seal seal() {
        return seal;
    }

    public SharedProjections views() {
        return views;
    }

    public MemoryStore store() {
        return store;
    }

    public State state() {
        return store.state();
    }
}
