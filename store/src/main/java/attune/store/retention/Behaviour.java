package attune.store.retention;

import attune.model.event.ActId;
import attune.model.event.Acts;
import attune.model.event.Event;
import org.jspecify.annotations.Nullable;

/// The kinds of facts that wear out: what was shown to members and what they did. Everything else (accounts, ties,
/// posts, consents, settings, labels) stands until it is taken back or its member is erased.
public enum Behaviour {
    SERVED,
    IMPRESSED,
    ACTED,
    VIEWED,
    ADDED,
    PURCHASED,
    SEARCHED,
    /// An act taken back. It must outlive every act, or an act it undid would come back in a replay: so it has the
    /// longest of their terms, counted from its arrival, which no act it undid can follow.
    UNDONE;

    /// Null for facts that do not wear out. The catalogue's acts keep their kind whichever fact states them, since
    /// what stands afterwards does not tell.
    public static @Nullable Behaviour of(Event event) {
        return switch (event) {
            case Event.Served _ -> SERVED;
            case Event.Impressed _ -> IMPRESSED;
            case Event.Acted acted -> ofAct(acted.act());
            case Event.ActUndone _ -> UNDONE;
            case Event.Viewed _ -> VIEWED;
            case Event.Added _ -> ADDED;
            case Event.Purchased _ -> PURCHASED;
            case Event.Searched _ -> SEARCHED;
            case Event.OfMember _ -> null;
            case Event.ItemLabelled _, Event.TopicDefined _, Event.ActDefined _ -> null;
        };
    }

    public static Behaviour ofAct(ActId act) {
        if (act.equals(Acts.VIEW.id())) return VIEWED;
        if (act.equals(Acts.ADD.id())) return ADDED;
        if (act.equals(Acts.PURCHASE.id())) return PURCHASED;
        return ACTED;
    }

    boolean act() {
        return switch (this) {
            case ACTED, VIEWED, ADDED, PURCHASED -> true;
            case SERVED, IMPRESSED, SEARCHED, UNDONE -> false;
        };
    }
}
