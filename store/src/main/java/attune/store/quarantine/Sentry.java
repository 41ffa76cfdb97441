package attune.store.quarantine;

import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Event.QuarantinePlaced;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.view.QuarantinesView.Quarantine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Watches acts as they come and places quarantines (decision 0021). Deterministic in what the log says since it was
/// made, and in the newest facts of before, from which its windows are filled after a start. One look-up and some sums
/// per event, in memory of fixed size.
///
/// Threads: the log's writer only.
public final class Sentry implements Watch {
    private static final long MINUTE = 60_000;
    /// Some tenths of a second of a start. Whatever is older is forgotten by it.
    private static final int RECALLED = 100_000;

    private final Known known;
    private final Thresholds allowed;
    private final Paces paces;
    private final Sources sources;
    private final TogetherRules together;
    private final OwnRules own;
    private final Fuse fuse = new Fuse();

    /// What this group brings, until it is in the state.
    private final Map<Integer, Long> published = new HashMap<>();
    private final Map<Integer, Long> joined = new HashMap<>();
    private final Map<Integer, Act> defined = new HashMap<>();
    private final Map<Integer, Long> heldFrom = new HashMap<>();
    private final PairSet impressed = new PairSet();
    private final BitSet gone = new BitSet();

    private final List<QuarantinePlaced> found = new ArrayList<>();
    /// What is recalled was judged when it came.
    private boolean recalling;

    private final List<QuarantinePlaced> placed = new ArrayList<>();
    private final Consumer<List<QuarantinePlaced>> told;

    public Sentry(Known known, Thresholds allowed) {
        this(known, allowed, placed -> {});
    }

    /// @param told of what was placed, once it is in the log and in the state; must not wait
    public Sentry(Known known, Thresholds allowed, Consumer<List<QuarantinePlaced>> told) {
        this.told = told;
        this.known = known;
        this.allowed = allowed;
        this.paces = new Paces(allowed.watchedMembers(), allowed.together().steps());
        this.sources = new Sources();
        this.together = new TogetherRules(allowed.together());
        this.own = new OwnRules(allowed);
    }

    /// Not held; for [#heldFrom].
    private static final long NOTHING = Long.MAX_VALUE;

    @Override
    public List<QuarantinePlaced> before(Envelope envelope) {
        return switch (envelope.event()) {
            case Event.ItemPublished(MemberId member, ItemId item, var post) -> {
                published.put(item.value(), envelope.eventMillis());
                yield List.of();
            }
            case Event.MemberJoined(MemberId member, var profile) -> {
                joined.put(member.value(), envelope.eventMillis());
                yield List.of();
            }
            case Event.ActDefined(Act act) -> {
                defined.put(act.id().value(), act);
                yield List.of();
            }
            case QuarantinePlaced placed -> {
                heldFrom.merge(placed.member().value(), placed.sinceMillis(), Math::min);
                yield List.of();
            }
            case Event.QuarantineReleased(MemberId member, boolean counted) -> {
                heldFrom.put(member.value(), NOTHING);
                paces.drop(member.value());
                yield List.of();
            }
            case Event.MemberErased(MemberId member) -> {
                paces.drop(member.value());
                gone.set(member.value());
                yield List.of();
            }
            case Event.Impressed impressed -> watch(impressed, envelope);
            case Event.Acted acted -> watch(acted, envelope);
            case Event.Viewed viewed -> watch(viewed, envelope);
            case Event.Added added -> watch(added, envelope);
            case Event.Purchased purchased -> watch(purchased, envelope);
            default -> List.of();
        };
    }

    @Override
    public int recalls() {
        return RECALLED;
    }

    /// By the state of now: what a member saw only later counts as seen, and whoever is held by now is passed over.
    @Override
    public void recall(Envelope envelope) {
        recalling = true;
        switch (envelope.event()) {
            case Event.QuarantineReleased(MemberId member, boolean _) -> paces.drop(member.value());
            case Event.OnItem _ -> before(envelope);
            default -> {}
        }
        recalling = false;
    }

    private List<QuarantinePlaced> watch(Event.OnItem event, Envelope envelope) {
        String source = envelope.origin().source();
        sources.arrived(source, envelope.arrivalMillis());
        if (allowed.historySources().contains(source)) return List.of();
        found.clear();
        int member = event.member().value();
        long from = heldFrom(member);
        if (from != NOTHING) {
            if (recalling) return List.of();
            widen(event.member(), from, envelope);
        } else {
            Pace pace = paces.of(member, envelope.arrivalMillis());
            fuse.active(pace, envelope.arrivalMillis());
            measure(event, envelope, pace);
        }
        if (found.isEmpty()) return List.of();
        placed.addAll(found);
        return List.copyOf(found);
    }

    private long heldFrom(int member) {
        Long pending = heldFrom.isEmpty() ? null : heldFrom.get(member);
        if (pending != null) return pending;
        if (!known.quarantines().holds(member, Long.MAX_VALUE - 1)) return NOTHING;
        return known.quarantines().of(member).map(Quarantine::fromMillis).orElse(NOTHING);
    }

    /// Twice as far back each time, so that dating back soon holds everything and never costs more than a few
    /// walks.
    private void widen(MemberId member, long from, Envelope envelope) {
        long at = envelope.eventMillis() / 1000 * 1000;
        if (at >= from) return;
        long reach = Math.max(60 * MINUTE, envelope.arrivalMillis() - from);
        long since = Math.max(0, Math.min(at, from - reach));
        found.add(new QuarantinePlaced(member, Rule.EARLIER.code(), since, (from - at) / MINUTE, 0));
        heldFrom.put(member.value(), since);
    }

    private void measure(Event.OnItem event, Envelope envelope, Pace pace) {
        int item = event.item().value();
        long at = envelope.eventMillis();
        measureTimes(event, envelope, pace);
        if (event instanceof Event.Impressed) {
            if (!recalling) impressed.add(pace.member, item);
            pace.see(at);
            own.afterImpression(pace).ifPresent(suspicion -> place(suspicion, pace.member));
            return;
        }
        Act act = act(event);
        if (act.polarity() == Act.Polarity.NEUTRAL) {
            if (act.unit() == Act.Unit.MILLIS && event instanceof Event.Acted acted) {
                pace.dwell(at, acted.value());
                own.afterDwell(pace).ifPresent(suspicion -> place(suspicion, pace.member));
            }
            return;
        }
        boolean ownItem = known.items().exists(item) && known.items().author(item) == pace.member;
        boolean seen =
                ownItem || impressed.has(pace.member, item) || known.seen().seen(pace.member, item);
        pace.act(item, at, envelope.arrivalMillis(), seen);
        if (act.id().equals(Acts.LIKE.id()) && seen && !ownItem) pace.likes++;
        String source = envelope.origin().source();
        own.afterAct(pace, sources.tellsWhatIsSeen(source)).ifPresent(suspicion -> place(suspicion, pace.member));
        if (found.isEmpty()) sources.act(source, seen);
        if (act.shown()) inStep(item, act, at, pace);
        if (act.polarity() == Act.Polarity.POSITIVE) burst(item, at, pace);
    }

    private Act act(Event.OnItem event) {
        return switch (event) {
            case Event.Acted acted -> {
                Act pending = defined.get(acted.act().value());
                yield pending != null ? pending : known.acts().apply(acted.act().value());
            }
            case Event.Viewed _ -> Acts.VIEW;
            case Event.Added _ -> Acts.ADD;
            default -> Acts.PURCHASE;
        };
    }

    private void measureTimes(Event.OnItem event, Envelope envelope, Pace pace) {
        long at = envelope.eventMillis() + allowed.times().tolerance().toMillis();
        boolean tooEarly = at < publishedMillis(event.item().value());
        boolean tooYoung = at < joinedMillis(pace.member);
        if (!tooEarly && !tooYoung) return;
        pace.untimely(envelope.eventMillis(), envelope.arrivalMillis());
        if (tooEarly) pace.beforePublished++;
        if (tooYoung) pace.beforeJoined++;
        Optional<OwnRules.Suspicion> suspicion = own.afterUntimely(pace);
        if (suspicion.isPresent() && !recalling && fuse.holds(envelope.arrivalMillis()))
            place(suspicion.get(), pace.member);
    }

    private long publishedMillis(int item) {
        Long pending = published.isEmpty() ? null : published.get(item);
        if (pending != null) return pending;
        return known.items().exists(item) ? known.items().publishedMillis(item) : Long.MIN_VALUE;
    }

    private long joinedMillis(int member) {
        Long pending = joined.isEmpty() ? null : joined.get(member);
        return pending != null ? pending : known.members().joinedMillis(member);
    }

    private void inStep(int item, Act act, long at, Pace pace) {
        long print = pace.step(item, act.id().value());
        if (print == 0) return;
        Gatherings.Gathering group = together.inStep(print, pace, at);
        if (group == null || group.size() < allowed.together().inStep()) return;
        placeAll(group, Rule.IN_STEP, allowed.together().inStep(), pace);
    }

    private void burst(int item, long at, Pace pace) {
        boolean young =
                at - joinedMillis(pace.member) <= allowed.together().young().toMillis();
        Gatherings.Gathering group = together.burst(item, pace, young, at);
        if (group != null) placeAll(group, Rule.YOUNG_BURST, allowed.together().burst(), pace);
    }

    /// Everybody the first time; whoever joins later is placed alone.
    private void placeAll(Gatherings.Gathering group, Rule rule, int limit, Pace latest) {
        if (recalling) return;
        if (group.held()) {
            place(new OwnRules.Suspicion(rule, latest.sittingMillis, group.size(), limit), latest.member);
            return;
        }
        group.hold();
        for (int k = 0; k < group.size(); k++) {
            if (gone.get(group.member(k))) continue;
            place(new OwnRules.Suspicion(rule, group.sinceMillis(k), group.size(), limit), group.member(k));
        }
    }

    private void place(OwnRules.Suspicion suspicion, int member) {
        if (recalling || allowed.off().contains(suspicion.rule()) || heldFrom(member) != NOTHING) return;
        if (trusted(member, suspicion.rule())) return;
        long since = Math.max(0, suspicion.sinceMillis());
        found.add(new QuarantinePlaced(
                new MemberId(member), suspicion.rule().code(), since, suspicion.observed(), suspicion.limit()));
        heldFrom.put(member, since);
        paces.drop(member);
    }

    /// A person's decision outweighs a rule, for a while.
    private boolean trusted(int member, Rule rule) {
        Optional<Quarantine> before = known.quarantines().of(member);
        return before.isPresent()
                && before.get().counted()
                && before.get().rule().equals(rule.code())
                && sources.nowMillis() - before.get().releasedMillis()
                        < allowed.trust().toMillis();
    }

    /// Whether the rules about impossible times are suspended, because they found too many members at once: then a
    /// source's clock is wrong, not they.
    public boolean clockSuspected() {
        return fuse.blown();
    }

    /// Sources that sent a hundred times their usual in an hour, with how much; told, not held.
    public Map<String, Long> floodingSources() {
        return sources.flooding();
    }

    @Override
    public void settled() {
        published.clear();
        joined.clear();
        defined.clear();
        heldFrom.clear();
        impressed.clear();
        if (!placed.isEmpty()) {
            told.accept(List.copyOf(placed));
            placed.clear();
        }
        if (gone.isEmpty()) return;
        paces.drop(gone::get);
        together.drop(gone::get);
        gone.clear();
    }

    /// Whoever sent the group will send it again: better too empty windows than acts counted twice.
    @Override
    public void failed() {
        placed.clear();
        settled();
        paces.drop(member -> true);
    }
}
