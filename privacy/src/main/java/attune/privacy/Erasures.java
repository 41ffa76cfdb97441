package attune.privacy;

import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.erasure.Erasure;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import attune.store.projection.State;
import attune.store.view.HoldsView;
import attune.store.view.HoldsView.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Requests for erasure (GDPR, article 17) and the holds that delay them: received, then fulfilled at once, or held and
/// fulfilled when the hold ends. While held, the member is restricted: not shown to anybody, no consent stands, nothing
/// profiles them or learns from them.
///
/// Threads: any. A hold placed while an erasure is asked for wins or comes too late; the log's writer decides which.
/// Holds are placed and lifted one at a time, so that none is lifted for an end it does not have any more.
public final class Erasures {
    /// How long an answer may take (GDPR, article 12, paragraph 3).
    public static final Duration DUE = Duration.ofDays(30);

    private static final String SOURCE = "platform";
    private static final String NUMBER = "number";

    private final Erasure erasure;
    private final Derived derived;
    private final State state;
    private final HoldsView holds;
    private final EventLog log;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Object holding = new Object();

    public Erasures(
            Erasure erasure,
            Derived derived,
            State state,
            HoldsView holds,
            EventLog log,
            Ledger ledger,
            InstantSource clock) {
        this.erasure = erasure;
        this.derived = derived;
        this.state = state;
        this.holds = holds;
        this.log = log;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What was made from members' data and lies in memory: slates in the making, models.
    @FunctionalInterface
    public interface Derived {
        /// Withdraws all that may hold an erased member; says what became of it. Called when the member's
        /// tombstone
        /// stands and before files are rewritten, so that nothing of it is used even if that fails.
        String withdraw();

        /// Drops what may have been read from the files between [#withdraw] and their rewriting. Called when
        /// that is
        /// done.
        default void forgotten() {}
    }

    /// Where a request stands.
    public sealed interface Standing {
        MemberId member();

        /// @param sequence the log's position after it
        /// @param entry its number in the ledger
        /// @param model what became of what was learned
        record Fulfilled(
                MemberId member, long atMillis, long sequence, long entry, Erasure.Removed removed, String model)
                implements Standing {}

        /// @param dueMillis by when the member must hear, the hold notwithstanding
        record Held(MemberId member, long askedMillis, long dueMillis, long untilMillis) implements Standing {}
    }

    /// Erases the member now, or notes the wish if a hold stands. Rejects an unknown or erased member by
    /// [NoSuchElementException].
    ///
    /// @param actor who asks, as the ledger names them
    public Standing ask(MemberId member, String actor) {
        Optional<Hold> hold = hold(member);
        if (hold.isPresent()) return wait(member, hold.get(), actor);
        try {
            return erase(member, actor);
        } catch (NoSuchElementException refused) {
            // Maybe a hold was placed between the question and the tombstone.
            return wait(member, hold(member).orElseThrow(() -> refused), actor);
        }
    }

    private Optional<Hold> hold(MemberId member) {
        return state.read(() -> holds.hold(member.value()));
    }

    /// What cannot be recorded is not begun. The ledger names an erased member by the bare number of the tombstone.
    private Standing.Fulfilled erase(MemberId member, String actor) {
        record(actor, "erasure.begun", null, Map.of(NUMBER, number(member)));
        String[] model = {""};
        Erasure.Removed removed = erasure.eraseAll(List.of(member), () -> model[0] = derived.withdraw())
                .orElseThrow(() -> new NoSuchElementException("There is no such member, or it was erased already."));
        derived.forgotten();
        long entry = record(
                actor,
                "erasure.fulfilled",
                null,
                Map.of(NUMBER, number(member), "items", String.valueOf(removed.items())));
        return new Standing.Fulfilled(member, clock.millis(), log.head(), entry, removed, model[0]);
    }

    private long record(String actor, String action, @Nullable MemberId subject, Map<String, String> details) {
        return ledger.append(new Entry(clock.millis(), actor, action, subject, details));
    }

    private static String number(MemberId member) {
        return String.valueOf(member.value());
    }

    private Standing.Held wait(MemberId member, Hold hold, String actor) {
        if (asked(member).isEmpty()) {
            record(actor, "erasure.asked", member, Map.of());
            accepted(new Event.ErasureAsked(member));
            derived.withdraw();
        }
        long askedMillis = asked(member).orElseThrow(() -> new NoSuchElementException("The member was erased."));
        return new Standing.Held(member, askedMillis, askedMillis + DUE.toMillis(), hold.untilMillis());
    }

    private Optional<Long> asked(MemberId member) {
        return state.read(() -> {
            var asked = holds.erasureAskedMillis(member.value());
            return asked.isPresent() ? Optional.of(asked.getAsLong()) : Optional.empty();
        });
    }

    /// Places a hold, or changes the one that stands.
    public void hold(MemberId member, String reference, long untilMillis, String actor) {
        synchronized (holding) {
            record(
                    actor,
                    "hold.placed",
                    member,
                    Map.of("until", Instant.ofEpochMilli(untilMillis).toString()));
            accepted(new Event.HoldPlaced(member, reference, untilMillis));
        }
    }

    /// Lifts a hold, and erases the member if that was asked for meanwhile. Empty if it was not, or if another hold
    /// was placed at once.
    public Optional<Standing.Fulfilled> lift(MemberId member, String actor) {
        synchronized (holding) {
            record(actor, "hold.lifted", member, Map.of());
            accepted(new Event.HoldLifted(member));
        }
        if (asked(member).isEmpty()) return Optional.empty();
        try {
            return Optional.of(erase(member, actor));
        } catch (NoSuchElementException refused) {
            if (hold(member).isEmpty()) throw refused;
            return Optional.empty();
        }
    }

    /// Lifts the holds whose time is over and carries out what waited for them. Part of the upkeep; whatever a
    /// crash left between the two steps is done here, too. Returns how many members were erased.
    public int settle() {
        long now = clock.millis();
        for (Hold hold : state.read(holds::holds)) endIfOver(hold.member(), now);
        List<MemberId> free = state.read(() -> holds.waitingForErasure().stream()
                .filter(member -> !holds.held(member.value()))
                .toList());
        if (free.isEmpty()) return 0;
        for (MemberId member : free) record(SOURCE, "erasure.begun", null, Map.of(NUMBER, number(member)));
        erasure.eraseAll(free, derived::withdraw);
        derived.forgotten();
        // Whose tombstone was refused, since a hold was placed meanwhile, goes on waiting.
        Set<MemberId> refused = state.read(() -> Set.copyOf(holds.waitingForErasure()));
        List<MemberId> erased =
                free.stream().filter(member -> !refused.contains(member)).toList();
        for (MemberId member : erased) record(SOURCE, "erasure.fulfilled", null, Map.of(NUMBER, number(member)));
        return erased.size();
    }

    /// By the end it has now: an operator may have put it off since it was listed.
    private void endIfOver(MemberId member, long now) {
        synchronized (holding) {
            if (hold(member).filter(hold -> hold.untilMillis() <= now).isEmpty()) return;
            record(SOURCE, "hold.ended", member, Map.of());
            accepted(new Event.HoldLifted(member));
        }
    }

    /// Does again what a pass over the files left undone when it failed. Part of the upkeep; the ledger has an
    /// entry
    /// `member.erased` for each. Returns how many members that were.
    public int finish() {
        int finished = erasure.finishPending();
        if (finished > 0) derived.forgotten();
        return finished;
    }

    /// Requests that wait, the oldest first.
    public List<Standing.Held> waiting() {
        return state.read(() -> {
            List<Standing.Held> waiting = new ArrayList<>();
            for (MemberId member : holds.waitingForErasure()) {
                long asked = holds.erasureAskedMillis(member.value()).orElseThrow();
                // Without a hold it is carried out by the next upkeep.
                long until = holds.hold(member.value()).map(Hold::untilMillis).orElse(clock.millis());
                waiting.add(new Standing.Held(member, asked, asked + DUE.toMillis(), until));
            }
            waiting.sort((a, b) -> Long.compare(a.askedMillis(), b.askedMillis()));
            return waiting;
        });
    }

    private void accepted(Event event) {
        Outcome outcome =
                log.appendNow(List.of(Draft.own(SOURCE, Draft.NOW, event))).getFirst();
        if (outcome instanceof Outcome.Rejected(String _, String _, String detail)) {
            throw new NoSuchElementException(detail);
        }
    }
}
