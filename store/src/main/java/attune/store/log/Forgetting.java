package attune.store.log;

import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.event.Mute;
import attune.model.identity.ItemId;
import attune.model.item.Audience;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is left of a fact when a member is erased (decision 0009): nothing if the member owns it or it is
/// about the member or the member's items; another member's post without its ties to them. Compaction
/// writes this, and what projections keep after `forget` must equal a replay of it.
public final class Forgetting {
    private Forgetting() {}

    /// Empty if nothing is left. The same instance if the fact does not concern the erased member. The
    /// tombstone stays: a restored copy must learn of it.
    public static Optional<Event> rest(Event event, Erased erased) {
        if (event instanceof MemberErased) return Optional.of(event);
        if (event instanceof OfMember owned && owned.member().equals(erased.member())) return Optional.empty();
        if (event instanceof OnItem on && gone(on.item(), erased)) return Optional.empty();
        return Optional.ofNullable(
                switch (event) {
                    case Followed e -> e.other().equals(erased.member()) ? null : e;
                    case Unfollowed e -> e.other().equals(erased.member()) ? null : e;
                    case Blocked e -> e.other().equals(erased.member()) ? null : e;
                    case Unblocked e -> e.other().equals(erased.member()) ? null : e;
                    case Muted e -> concerns(e.mute(), erased) ? null : e;
                    case Unmuted e -> concerns(e.mute(), erased) ? null : e;
                    case GroupJoined e -> gone(e.group(), erased) ? null : e;
                    case GroupLeft e -> gone(e.group(), erased) ? null : e;
                    case ItemPublished e -> {
                        Post post = rest(e.post(), erased);
                        yield post.equals(e.post()) ? e : new ItemPublished(e.member(), e.item(), post);
                    }
                    case ItemEdited e -> {
                        Post post = rest(e.post(), erased);
                        yield post.equals(e.post()) ? e : new ItemEdited(e.member(), e.item(), post);
                    }
                    case Served e -> rest(e, erased);
                    case ItemLabelled e -> gone(e.item(), erased) ? null : e;
                    case MemberJoined _, MemberChanged _, MemberLeft _, MemberDeactivated _, MemberReactivated _ ->
                        event;
                    case MemberErased _, ItemRemoved _, Impressed _, Acted _, ActUndone _, Searched _ -> event;
                    case Viewed _, Added _, Purchased _ -> event;
                    case ConsentGiven _, ConsentWithdrawn _, ControlSet _, MemberLabelled _ -> event;
                    case TopicDefined _, ActDefined _ -> event;
                });
    }

    /// A post without the erased member's mention and without links to the erased member's items. A post
    /// for an erased member's group is for its author alone from now on: an audience that is gone never
    /// opens an item.
    public static Post rest(Post post, Erased erased) {
        ThreadLinks thread = post.thread();
        boolean linked =
                gone(thread.replyTo(), erased) || gone(thread.quoteOf(), erased) || gone(thread.repostOf(), erased);
        boolean mentioned = post.mentions().contains(erased.member());
        boolean closed = post.audience() instanceof Audience.Group of && gone(of.group(), erased);
        if (!linked && !mentioned && !closed) return post;
        return new Post(
                post.externalId(),
                post.kind(),
                post.text(),
                post.language(),
                closed ? Audience.ONLY_ME : post.audience(),
                new ThreadLinks(
                        kept(thread.replyTo(), erased),
                        kept(thread.quoteOf(), erased),
                        kept(thread.repostOf(), erased)),
                post.topics(),
                post.mentions().stream()
                        .filter(member -> !member.equals(erased.member()))
                        .toList());
    }

    private static @Nullable Event rest(Served served, Erased erased) {
        if (served.items().stream().noneMatch(item -> gone(item, erased))) return served;
        var left = served.items().stream().filter(item -> !gone(item, erased)).toList();
        return left.isEmpty() ? null : new Served(served.member(), served.trace(), served.surface(), left);
    }

    private static boolean concerns(Mute mute, Erased erased) {
        return mute instanceof Mute.OfMember of && of.other().equals(erased.member());
    }

    private static @Nullable ItemId kept(@Nullable ItemId item, Erased erased) {
        return gone(item, erased) ? null : item;
    }

    private static boolean gone(@Nullable ItemId item, Erased erased) {
        return item != null && erased.items().test(item.value());
    }
}
