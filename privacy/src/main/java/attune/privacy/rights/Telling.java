package attune.privacy.rights;

import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.item.Audience;
import attune.model.item.Post;
import attune.store.log.Directory;
import attune.store.view.ItemsView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which facts of the log concern one member, and which of them the member's copy tells (decision 0034). The switch
/// knows every fact, so that a new kind must be decided on before it compiles. Call it under the state's read lock.
public final class Telling {
    private final MemberId member;
    private final ItemsView items;
    private final Directory directory;

    public Telling(MemberId member, ItemsView items, Directory directory) {
        this.member = member;
        this.items = items;
        this.directory = directory;
    }

    /// What a fact is to the member.
    public enum Concern {
        /// Theirs: told whole.
        OWN,
        /// Another member's, which this member may know: told in short.
        ABOUT,
        /// Another member's, which is that member's to know.
        WITHHELD,
        NONE
    }

    /// What the copy says of another member's fact.
    ///
    /// @param what such as `followed`, or `mentioned`
    /// @param by whose fact it is
    /// @param item the item it is about, or −1
    public record About(String what, MemberId by, int item) {}

    public Concern concern(Event event) {
        if (event instanceof OfMember owned && owned.member().equals(member)) return Concern.OWN;
        if (about(event).isPresent()) return Concern.ABOUT;
        return names(event) ? Concern.WITHHELD : Concern.NONE;
    }

    /// Another member's fact as the copy tells it; empty if it does not.
    public Optional<About> about(Event event) {
        if (event instanceof OfMember owned && owned.member().equals(member)) return Optional.empty();
        return Optional.ofNullable(
                switch (event) {
                    case Followed e -> e.other().equals(member) ? new About("followed", e.member(), -1) : null;
                    case Unfollowed e -> e.other().equals(member) ? new About("unfollowed", e.member(), -1) : null;
                    case GroupJoined e ->
                        mine(e.group())
                                ? new About(
                                        "group.joined", e.member(), e.group().value())
                                : null;
                    case GroupLeft e ->
                        mine(e.group())
                                ? new About("group.left", e.member(), e.group().value())
                                : null;
                    case ItemPublished e -> post(e.member(), e.item(), e.post());
                    case ItemEdited e -> post(e.member(), e.item(), e.post());
                    case Acted e -> shown(e, e.act().value()) ? act(e, e.act().value(), "") : null;
                    case ActUndone e ->
                        shown(e, e.act().value()) ? act(e, e.act().value(), "undone ") : null;
                    case ItemLabelled e ->
                        mine(e.item()) ? new About("label.set", member, e.item().value()) : null;
                    // What others saw, watched, bought or searched is theirs; whom they block or mute, too.
                    case Served _, Impressed _, Viewed _, Added _, Purchased _, Searched _ -> null;
                    case Blocked _, Unblocked _, Muted _, Unmuted _ -> null;
                    case MemberJoined _, MemberChanged _, MemberLeft _, MemberDeactivated _, MemberReactivated _ ->
                        null;
                    case MemberErased _, ItemRemoved _, ConsentGiven _, ConsentWithdrawn _, ControlSet _ -> null;
                    case MemberLabelled _, HoldPlaced _, HoldLifted _, ErasureAsked _ -> null;
                    case QuarantinePlaced _, QuarantineReleased _ -> null;
                    case TopicDefined _, ActDefined _ -> null;
                });
    }

    private @Nullable About post(MemberId by, ItemId item, Post post) {
        boolean mentioned = post.mentions().contains(member);
        boolean open = post.audience() instanceof Audience.Public
                || (mentioned && post.audience() instanceof Audience.Mentioned);
        if (!open) return null;
        if (mentioned) return new About("mentioned", by, item.value());
        if (mine(post.thread().replyTo())) return new About("replied", by, item.value());
        if (mine(post.thread().quoteOf())) return new About("quoted", by, item.value());
        return mine(post.thread().repostOf()) ? new About("reposted", by, item.value()) : null;
    }

    private boolean shown(OnItem event, int act) {
        return mine(event.item()) && directory.act(act).shown();
    }

    private About act(OnItem event, int act, String how) {
        return new About(
                how + directory.act(act).name(), event.member(), event.item().value());
    }

    /// Whether the fact names the member or one of the member's items, as the scanner would find it.
    private boolean names(Event event) {
        return switch (event) {
            case Followed e -> e.other().equals(member);
            case Unfollowed e -> e.other().equals(member);
            case Blocked e -> e.other().equals(member);
            case Unblocked e -> e.other().equals(member);
            case Muted e -> e.mute().equals(new Mute.OfMember(member));
            case Unmuted e -> e.mute().equals(new Mute.OfMember(member));
            case GroupJoined e -> mine(e.group());
            case GroupLeft e -> mine(e.group());
            case ItemPublished e -> names(e.post());
            case ItemEdited e -> names(e.post());
            case Served e -> e.items().stream().anyMatch(this::mine);
            case OnItem e -> mine(e.item());
            case ItemLabelled e -> mine(e.item());
            case OfMember _, TopicDefined _, ActDefined _ -> false;
        };
    }

    private boolean names(Post post) {
        return post.mentions().contains(member)
                || mine(post.thread().replyTo())
                || mine(post.thread().quoteOf())
                || mine(post.thread().repostOf())
                || (post.audience() instanceof Audience.Group of && mine(of.group()));
    }

    private boolean mine(@Nullable ItemId item) {
        return item != null && items.exists(item.value()) && items.author(item.value()) == member.value();
    }
}
