package attune.networks.wire;

import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.networks.wire.ItemStatement.Links;
import attune.networks.wire.ItemStatement.Part;
import attune.networks.wire.ItemStatement.Readers;
import attune.networks.wire.ItemStatement.To;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what an event says about an item.
final class ItemWire {
    static final String FIELDS =
            "item author kind text language topics audience group mentions replyTo quoteOf repostOf";

    private ItemWire() {}

    static ItemStatement published(WireFields fields) {
        return statement(fields, Set.of());
    }

    /// What is not said stays as it is. For most parts `null` says nothing; for the thread it says that there is
    /// none.
    static ItemStatement edited(WireFields fields) {
        Set<Part> kept = EnumSet.noneOf(Part.class);
        if (!fields.has("kind")) kept.add(Part.KIND);
        if (!fields.has("text")) kept.add(Part.TEXT);
        if (!fields.has("language")) kept.add(Part.LANGUAGE);
        if (!fields.has("audience")) kept.add(Part.AUDIENCE);
        if (!fields.has("topics")) kept.add(Part.TOPICS);
        if (!fields.has("mentions")) kept.add(Part.MENTIONS);
        if (Stream.of("replyTo", "quoteOf", "repostOf").noneMatch(fields::stated)) kept.add(Part.THREAD);
        return statement(fields, kept);
    }

    private static ItemStatement statement(WireFields fields, Set<Part> kept) {
        return new ItemStatement(
                fields.id("item"),
                fields.id("author"),
                fields.findConstant("kind", ItemKind.class).orElse(ItemKind.POST),
                fields.findText("text", Post.MAX_TEXT_CHARS).orElse(""),
                Languages.primary(fields, "language").orElse(Post.UNKNOWN_LANGUAGE),
                readers(fields),
                thread(fields),
                fields.names("topics", Post.MAX_TOPICS),
                mentions(fields),
                kept);
    }

    private static Readers readers(WireFields fields) {
        To to = fields.findConstant("audience", To.class).orElse(To.PUBLIC);
        if (to == To.GROUP) return new Readers(to, fields.id("group"));
        if (fields.has("group")) {
            throw fields.invalid("group", "names a group, but the audience is another", "set audience to \"group\"");
        }
        return new Readers(to, null);
    }

    private static Links thread(WireFields fields) {
        Links thread = new Links(fields.idIfAny("replyTo"), fields.idIfAny("quoteOf"), fields.idIfAny("repostOf"));
        if (thread.repostOf() != null && (thread.replyTo() != null || thread.quoteOf() != null)) {
            throw fields.invalid("repostOf", "a repost neither replies nor quotes", "maybe send it as a quote");
        }
        return thread;
    }

    private static List<ExternalId> mentions(WireFields fields) {
        List<ExternalId> mentions = fields.ids("mentions");
        if (mentions.size() > Post.MAX_MENTIONS) {
            throw fields.invalid(
                    "mentions", "has " + mentions.size() + " entries", "give at most " + Post.MAX_MENTIONS);
        }
        return mentions;
    }
}
