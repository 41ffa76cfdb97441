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

/// What is left of a fact when members are erased (decision 0009): nothing if one of them owns it or it is
/// about one of them or their items; another member's post without its ties to them. Compaction writes
/// this, and what projections keep after `forget` must equal a replay of it.
public final class Forgetting {
    private Forgetting() {}

    /// Empty if nothing is left. The same instance if the fact does not concern the erased. The
    /// tombstone stays: a restored copy must learn of it.
    public static Optional<Event> rest(Event event, Erased erased) {
        if (event instanceof MemberErased) return Optional.of(event);
        if (event instanceof OfMember owned && erased.names(owned.member())) return Optional.empty();
        if (event instanceof OnItem on && erased.takes(on.item())) return Optional.empty();
        return Optional.ofNullable(
                switch (event) {
                    case Followed e -> erased.names(e.other()) ? null : e;
                    case Unfollowed e -> erased.names(e.other()) ? null : e;
                    case Blocked e -> erased.names(e.other()) ? null : e;
                    case Unblocked e -> erased.names(e.other()) ? null : e;
                    case Muted e -> concerns(e.mute(), erased) ? null : e;
                    case Unmuted e -> concerns(e.mute(), erased) ? null : e;
                    case GroupJoined e -> erased.takes(e.group()) ? null : e;
                    case GroupLeft e -> erased.takes(e.group()) ? null : e;
                    case ItemPublished e -> {
                        Post post = rest(e.post(), erased);
                        yield post.equals(e.post()) ? e : new ItemPublished(e.member(), e.item(), post);
                    }
                    case ItemEdited e -> {
                        Post post = rest(e.post(), erased);
                        yield post.equals(e.post()) ? e : new ItemEdited(e.member(), e.item(), post);
                    }
                    case Served e -> rest(e, erased);
                    case ItemLabelled e -> erased.takes(e.item()) ? null : e;
                    case MemberJoined _, MemberChanged _, MemberLeft _, MemberDeactivated _, MemberReactivated _ ->
                        event;
                    case MemberErased _, ItemRemoved _, Impressed _, Acted _, ActUndone _, Searched _ -> event;
                    case Viewed _, Added _, Purchased _ -> event;
                    case ConsentGiven _, ConsentWithdrawn _, ControlSet _, MemberLabelled _ -> event;
                    case QuarantinePlaced _, QuarantineReleased _ -> event;
                    case HoldPlaced _, HoldLifted _, ErasureAsked _ -> event;
                    case TopicDefined _, ActDefined _ -> event;
                });
    }

    /// A post without the erased member's mention and without links to the erased member's items. A post
    /// for an erased member's group is for its author alone from now on: an audience that is gone never
    /// opens an item.
    public static Post rest(Post post, Erased erased) {
        ThreadLinks thread = post.thread();
        boolean linked =
                erased.takes(thread.replyTo()) || erased.takes(thread.quoteOf()) || erased.takes(thread.repostOf());
        boolean mentioned = post.mentions().stream().anyMatch(erased::names);
        boolean closed = post.audience() instanceof Audience.Group of && erased.takes(of.group());
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
                post.mentions().stream().filter(member -> !erased.names(member)).toList());
    }

    private static @Nullable Event rest(Served served, Erased erased) {
        if (served.items().stream().noneMatch(item -> erased.takes(item))) return served;
        var left = served.items().stream().filter(item -> !erased.takes(item)).toList();
        return left.isEmpty() ? null : new Served(served.member(), served.trace(), served.surface(), left);
    }

    private static boolean concerns(Mute mute, Erased erased) {
        return mute instanceof Mute.OfMember of && erased.names(of.other());
    }

    private static @Nullable ItemId kept(@Nullable ItemId item, Erased erased) {
        return erased.takes(item) ? null : item;
    }
}
