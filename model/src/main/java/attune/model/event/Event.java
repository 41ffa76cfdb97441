package attune.model.event;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.identity.TraceId;
import attune.model.item.Post;
import attune.model.member.Profile;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fact in the past tense. State is a fold over these and nothing else.
///
/// Events carry dense ids. Texts, external ids and profile attributes inside them are the *owner's*
/// personal payload: the store seals them under the owner's key, and they vanish with it.
public sealed interface Event {

    /// A fact about one member, who owns its personal payload; it leaves the log when that member is
    /// erased.
    sealed interface OfMember extends Event {
        MemberId member();
    }

    /// A member's own setting of, or act on, one item.
    sealed interface OnItem extends OfMember {
        ItemId item();
    }

    // Members
    record MemberJoined(MemberId member, Profile profile) implements OfMember {}

    record MemberChanged(MemberId member, Profile profile) implements OfMember {}

    /// The member closed the account: items go out of sight. Not an erasure, which is a right of its own.
    record MemberLeft(MemberId member) implements OfMember {}

    record MemberDeactivated(MemberId member) implements OfMember {}

    record MemberReactivated(MemberId member) implements OfMember {}

    /// The tombstone: all that follows from it is in decision 0009.
    record MemberErased(MemberId member) implements OfMember {}

    // Ties
    record Followed(MemberId member, MemberId other) implements OfMember {}

    record Unfollowed(MemberId member, MemberId other) implements OfMember {}

    record Blocked(MemberId member, MemberId other) implements OfMember {}

    record Unblocked(MemberId member, MemberId other) implements OfMember {}

    record Muted(MemberId member, Mute mute) implements OfMember {}

    record Unmuted(MemberId member, Mute mute) implements OfMember {}

    record GroupJoined(MemberId member, ItemId group) implements OfMember {}

    record GroupLeft(MemberId member, ItemId group) implements OfMember {}

    // Items; the author is the owner
    record ItemPublished(MemberId member, ItemId item, Post post) implements OnItem {}

    record ItemEdited(MemberId member, ItemId item, Post post) implements OnItem {}

    record ItemRemoved(MemberId member, ItemId item) implements OnItem {}

    // What was shown, and what came of it
    /// The server returned these items, in this order. Served is never called seen.
    record Served(MemberId member, TraceId trace, String surface, List<ItemId> items) implements OfMember {
        public Served {
            items = List.copyOf(items);
        }
    }

    /// An item was on the member's screen by the stated rule (half of it for a second, unless the client
    /// says otherwise).
    ///
    /// @param position where it stood, from 0; −1 when unknown
    record Impressed(MemberId member, ItemId item, @Nullable TraceId trace, int position) implements OnItem {}

    /// An act from the act table, negative feedback included.
    ///
    /// @param value in the act's unit: 1 for a like, 4200 for a dwell of 4.2 s
    record Acted(
            MemberId member,
            ItemId item,
            ActId act,
            long value,
            @Nullable TraceId trace) implements OnItem {}

    record ActUndone(MemberId member, ItemId item, ActId act) implements OnItem {}

    record Searched(MemberId member, String query) implements OfMember {}

    // Catalogue acts with an amount
    record Viewed(MemberId member, ItemId item) implements OnItem {}

    record Added(MemberId member, ItemId item, int quantity) implements OnItem {}

    /// @param amountMicros price of all pieces, in millionths of the currency
    record Purchased(MemberId member, ItemId item, int quantity, long amountMicros, String currency)
            implements OnItem {}

    // What a member allows and wants
    record ConsentGiven(MemberId member, Purpose purpose, int version) implements OfMember {}

    record ConsentWithdrawn(MemberId member, Purpose purpose) implements OfMember {}

    /// A named setting of the member, such as `languages` or `home.outside-share`.
    record ControlSet(MemberId member, String control, String value) implements OfMember {}

    // Duties that keep data against a wish
    /// A legal hold: neither retention nor an erasure touches the member until it is lifted.
    ///
    /// @param reference the operator's word for the proceedings; personal payload
    /// @param untilMillis when the platform lifts it by itself, epoch milliseconds
    record HoldPlaced(MemberId member, String reference, long untilMillis) implements OfMember {
        public static final int MAX_REFERENCE_CHARS = 500;

        public HoldPlaced {
            if (reference.isBlank() || reference.length() > MAX_REFERENCE_CHARS) {
                throw new IllegalArgumentException("A hold's reference has 1 to 500 characters.");
            }
        }
    }

    record HoldLifted(MemberId member) implements OfMember {}

    /// The member asked for erasure while a hold stood: restricted from now on (neither shown nor profiled), erased
    /// when the hold ends.
    record ErasureAsked(MemberId member) implements OfMember {}

    // What the community decides and defines
    record ItemLabelled(ItemId item, Label label) implements Event {}

    record MemberLabelled(MemberId member, Label label) implements OfMember {}

    /// What the member does from a moment on is held: it stands for the member and counts for nobody. Placed by a
    /// rule of the community's or by a person; says what was measured, so that a reader can judge it.
    ///
    /// @param rule code of the rule, such as `flood-minute`, or of the person's decision
    /// @param sinceMillis acts and impressions of this time and later are held, those already counted included
    /// @param observed what was measured, in the rule's unit; `limit` is what the rule allows
    record QuarantinePlaced(MemberId member, String rule, long sinceMillis, long observed, long limit)
            implements OfMember {
        public QuarantinePlaced {
            if (!rule.matches("[a-z][a-z0-9-]{0,39}")) {
                throw new IllegalArgumentException(
                        "A rule's code is lower-case letters, digits and hyphens, at most 40, not \"" + rule + "\".");
            }
        }
    }

    /// From now on the member's acts count again.
    ///
    /// @param counted whether those that were held count too, as if nothing had been placed; otherwise they stay
    /// out
    record QuarantineReleased(MemberId member, boolean counted) implements OfMember {}

    record TopicDefined(TopicId topic, String name) implements Event {}

    record ActDefined(Act act) implements Event {}
}
