package attune.networks.wire;

import attune.model.event.Event;
import attune.model.event.Event.ItemEdited;
import attune.model.event.Event.ItemPublished;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import attune.store.log.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a network says about an item, by the names it uses.
///
/// @param topics names, most important first
/// @param kept parts left unsaid in an edit: they stay as they stand, so that an edit never opens an item by omission
public record ItemStatement(
        ExternalId item,
        ExternalId author,
        ItemKind kind,
        String text,
        String language,
        Readers readers,
        Links thread,
        List<String> topics,
        List<ExternalId> mentions,
        Set<Part> kept) {

    public ItemStatement {
        topics = List.copyOf(topics);
        mentions = List.copyOf(mentions);
        kept = Set.copyOf(kept);
    }

    /// A public item that stands alone, as catalogues and files have them.
    public static ItemStatement open(
            ExternalId item, ExternalId author, ItemKind kind, String text, String language, List<String> topics) {
        return new ItemStatement(
                item, author, kind, text, language, Readers.PUBLIC, Links.NONE, topics, List.of(), Set.of());
    }

    /// A part of an item that an edit may leave as it is.
    public enum Part {
        KIND,
        TEXT,
        LANGUAGE,
        AUDIENCE,
        TOPICS,
        MENTIONS,
        THREAD
    }

    /// For whom it is.
    ///
    /// @param group the group's id; given exactly when the audience is a group
    public record Readers(To to, @Nullable ExternalId group) {
        public static final Readers PUBLIC = new Readers(To.PUBLIC, null);

        Audience resolve(Ids ids) throws Rejection {
            return switch (to) {
                case PUBLIC -> Audience.PUBLIC;
                case FOLLOWERS -> Audience.FOLLOWERS;
                case MENTIONED -> Audience.MENTIONED;
                case ME -> Audience.ONLY_ME;
                case GROUP -> {
                    if (group == null) throw new Rejection("missing", "group", "Name the group the item is for.");
                    yield new Audience.Group(ids.item("group", group));
                }
            };
        }
    }

    /// The audiences in the words of the wire.
    public enum To {
        PUBLIC,
        FOLLOWERS,
        GROUP,
        MENTIONED,
        ME
    }

    /// What it answers, quotes or repeats.
    public record Links(
            @Nullable ExternalId replyTo,
            @Nullable ExternalId quoteOf,
            @Nullable ExternalId repostOf) {
        public static final Links NONE = new Links(null, null, null);

        ThreadLinks resolve(Ids ids) throws Rejection {
            return new ThreadLinks(
                    link(ids, "replyTo", replyTo), link(ids, "quoteOf", quoteOf), link(ids, "repostOf", repostOf));
        }

        private static @Nullable ItemId link(Ids ids, String field, @Nullable ExternalId item) throws Rejection {
            return item == null ? null : ids.item(field, item);
        }
    }

    public Resolution published() {
        return this::publish;
    }

    public Resolution edited() {
        return this::edit;
    }

    private Event publish(Ids ids) throws Rejection {
        MemberId by = ids.member("author", author);
        Post post = new Post(
                item, kind, text, language, readers.resolve(ids), thread.resolve(ids), topics(ids), mentions(ids));
        return new ItemPublished(by, ids.newItem(item), post);
    }

    private Event edit(Ids ids) throws Rejection {
        ItemId id = ids.item("item", item);
        MemberId by = ids.member("author", author);
        if (!ids.author(id).equals(by)) {
            throw new Rejection("not-the-author", "author", "Only its author edits an item.");
        }
        Post old = ids.post(id);
        Post post = new Post(
                item,
                kept.contains(Part.KIND) ? old.kind() : kind,
                kept.contains(Part.TEXT) ? old.text() : text,
                kept.contains(Part.LANGUAGE) ? old.language() : language,
                kept.contains(Part.AUDIENCE) ? old.audience() : readers.resolve(ids),
                kept.contains(Part.THREAD) ? old.thread() : thread.resolve(ids),
                kept.contains(Part.TOPICS) ? old.topics() : topics(ids),
                kept.contains(Part.MENTIONS) ? old.mentions() : mentions(ids));
        return new ItemEdited(by, id, post);
    }

    private List<TopicId> topics(Ids ids) throws Rejection {
        List<TopicId> found = new ArrayList<>(topics.size());
        for (String name : topics) found.add(ids.topic(name));
        return found;
    }

    private List<MemberId> mentions(Ids ids) throws Rejection {
        List<MemberId> found = new ArrayList<>(mentions.size());
        for (ExternalId member : mentions) found.add(ids.member("mentions", member));
        return found;
    }
}
