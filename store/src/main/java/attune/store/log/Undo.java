package attune.store.log;

import attune.model.event.Acts;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.policy.Label;
import java.util.Optional;

/// What takes a fact back. Networks announce deletions by naming only the record that stated the fact; its
/// undoing is a fact of its own.
public final class Undo {
    private Undo() {}

    /// Empty for facts that cannot be taken back: what was seen or searched, what was itself an undoing,
    /// what only the member may give anew, such as a consent, and
    /// what only the platform decides, such as a hold.
    public static Optional<Event> of(Event event) {
        return Optional.ofNullable(
                switch (event) {
                    case MemberJoined e -> new MemberLeft(e.member());
                    case MemberDeactivated e -> new MemberReactivated(e.member());
                    case Followed e -> new Unfollowed(e.member(), e.other());
                    case Blocked e -> new Unblocked(e.member(), e.other());
                    case Muted e -> new Unmuted(e.member(), e.mute());
                    case GroupJoined e -> new GroupLeft(e.member(), e.group());
                    case ItemPublished e -> new ItemRemoved(e.member(), e.item());
                    case ItemEdited e -> new ItemRemoved(e.member(), e.item());
                    case Acted e -> new ActUndone(e.member(), e.item(), e.act());
                    case Viewed e -> new ActUndone(e.member(), e.item(), Acts.VIEW.id());
                    case Added e -> new ActUndone(e.member(), e.item(), Acts.ADD.id());
                    case Purchased e -> new ActUndone(e.member(), e.item(), Acts.PURCHASE.id());
                    case ConsentGiven e -> new ConsentWithdrawn(e.member(), e.purpose());
                    case ItemLabelled e -> new ItemLabelled(e.item(), negated(e.label()));
                    case MemberLabelled e -> new MemberLabelled(e.member(), negated(e.label()));
                    case MemberChanged _, MemberLeft _, MemberReactivated _, MemberErased _ -> null;
                    case Unfollowed _, Unblocked _, Unmuted _, GroupLeft _, ItemRemoved _, ActUndone _ -> null;
                    case Served _, Impressed _, Searched _ -> null;
                    case ConsentWithdrawn _, ControlSet _ -> null;
                    case QuarantinePlaced _, QuarantineReleased _ -> null;
                    case HoldPlaced _, HoldLifted _, ErasureAsked _ -> null;
                    case TopicDefined _, ActDefined _ -> null;
                });
    }

    private static Label negated(Label label) {
        return new Label(label.value(), label.source(), !label.negated(), label.expiresMillis());
    }
}
