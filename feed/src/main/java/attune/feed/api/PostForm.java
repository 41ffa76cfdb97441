package attune.feed.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;

import attune.feed.stage.Objections;
import attune.http.json.JsonWriter;
import attune.http.schema.ObjectSchema;
import attune.model.event.Act;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.store.log.Directory;
import attune.store.projection.SharedProjections;
import java.util.function.IntPredicate;

/// Writes posts as a reader may read them. Who may read is asked anew for the post and for all it shows of others, so
/// that an answer made a moment ago never outlives an audience.
///
/// Threads: any, under the state's read lock.
public final class PostForm {
    private static final ObjectSchema SHOWN = object("ShownPost", "A post that another one quotes or repeats.")
            .required("item", id("The item."))
            .required("author", id("Who wrote it."))
            .required("authorName", text("The author's name; empty when none."))
            .required("text", text("What it says."));

    public static final ObjectSchema SCHEMA = object("Post", "A post as one reader may read it.")
            .required("item", id("The item."))
            .required("author", id("Who wrote it."))
            .required("authorName", text("The author's name; empty when none."))
            .required("text", text("What it says."))
            .required("language", text("Primary language tag; und when unknown."))
            .required("topics", list("What it is about, most important first.", text("A topic.")))
            .required("publishedAt", time("When it was published."))
            .required(
                    "replyTo",
                    id("What it answers, if the reader may see that.").orNull())
            .required("quoteOf", SHOWN.orNull())
            .required("repostOf", SHOWN.orNull())
            .required("counts", map("How often each act that the network shows was done.", count("Acts standing.")));

    private final SharedProjections views;
    private final Directory directory;
    private final Objections objections;

    public PostForm(SharedProjections views, Directory directory) {
        this.views = views;
        this.directory = directory;
        this.objections = new Objections(views.members, views.ties, views.items, views.labels);
    }

    /// Whether the post stands and is meant for this member.
    public boolean readable(int viewer, int item) {
        return standing(item) && objections.maySee(viewer, item);
    }

    /// Whether the post stands and is meant for everybody.
    public boolean openToAll(int item) {
        return standing(item) && objections.openToAll(item);
    }

    private boolean standing(int item) {
        return views.items.exists(item) && !views.items.removed(item) && views.members.active(views.items.author(item));
    }

    public String textOf(int item) {
        return views.items.text(item);
    }

    public String name(ItemId item) {
        return directory.externalId(item).value();
    }

    public String author(int item) {
        return directory.externalId(new MemberId(views.items.author(item))).value();
    }

    /// Writes the fields of a post that the caller knows to be readable.
    ///
    /// @param readable whether its reader may read another item
    public JsonWriter fields(JsonWriter out, int item, IntPredicate readable) {
        shown(out, item)
                .field("language", views.languages.tag(views.items.language(item)))
                .array("topics");
        for (int k = 0; k < views.items.topicCount(item); k++) {
            out.value(directory.topicName(new TopicId(views.items.topic(item, k))));
        }
        out.end().time("publishedAt", views.items.publishedMillis(item));
        int replied = views.items.replyTo(item);
        out.field("replyTo", replied >= 0 && readable.test(replied) ? name(new ItemId(replied)) : null);
        other(out, "quoteOf", views.items.quoteOf(item), readable);
        other(out, "repostOf", views.items.repostOf(item), readable);
        return counts(out, item);
    }

    private JsonWriter shown(JsonWriter out, int item) {
        return out.field("item", name(new ItemId(item)))
                .field("author", author(item))
                .field("authorName", views.members.name(views.items.author(item)))
                .field("text", views.items.text(item));
    }

    private void other(JsonWriter out, String field, int item, IntPredicate readable) {
        if (item < 0 || !readable.test(item)) out.nothing(field);
        else shown(out.object(field), item).end();
    }

    private JsonWriter counts(JsonWriter out, int item) {
        out.object("counts");
        for (Act act : directory.acts()) {
            if (act.shown())
                out.field(act.name(), views.counts.total(item, act.id().value()));
        }
        return out.end();
    }
}
