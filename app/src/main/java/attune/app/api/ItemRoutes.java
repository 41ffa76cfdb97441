package attune.app.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.page;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.feed.api.PostForm;
import attune.http.auth.Access;
import attune.http.auth.Principal;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.networks.wire.WireEvents;
import attune.store.log.Directory;
import attune.store.projection.State;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Items, as far as the reader may read them, and the acts that can be done with them.
public final class ItemRoutes {
    private static final ObjectSchema STATEMENT = object("ItemStatement", "What the network says about an item.")
            .optional("author", id("Who made it; required for a new item."))
            .optional("kind", any("What kind of item; post if not said."))
            .optional("text", any("What it says."))
            .optional("language", any("Primary language tag."))
            .optional("topics", any("What it is about, most important first."))
            .optional("audience", any("public, followers, group, mentioned or me."))
            .optional("group", any("The group, when it is for one."))
            .optional("mentions", any("Members it mentions."))
            .optional("replyTo", any("What it answers."))
            .optional("quoteOf", any("What it quotes."))
            .optional("repostOf", any("What it repeats."));

    private static final ObjectSchema ACT = object("Act", "What a member can do with an item.")
            .required("act", text("Its name."))
            .required("unit", text("What a value counts: count, millis or micros."))
            .required("polarity", text("positive, neutral or negative."))
            .required("shown", truth("Whether the network shows it to others."));

    private final PostForm posts;
    private final State state;
    private final Directory directory;
    private final Statements statements;

    public ItemRoutes(PostForm posts, State state, Directory directory, WireEvents wire, BudgetedLog log) {
        this.posts = posts;
        this.state = state;
        this.directory = directory;
        this.statements = new Statements(wire, log);
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/items/{item}", "readItem")
                        .summary("An item, if the reader may read it.")
                        .description("A member reads what is meant for them, staff what is meant for everybody,"
                                + " the network's own server everything.")
                        .tag("Items")
                        .access(Access.READER)
                        .answers(PostForm.SCHEMA)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(request -> state.read(() -> read(request, readable(request.principal())))),
                Route.put("/v1/items/{item}", "putItem")
                        .summary("States an item: it is published if it is new, and edited otherwise.")
                        .description("In an edit, what is left out stays as it is.")
                        .tag("Items")
                        .access(Access.BACKEND_ONLY)
                        .body(STATEMENT)
                        .answers(PostForm.SCHEMA)
                        .fails(ProblemKind.CONFLICT)
                        .by(this::put),
                Route.get("/v1/acts", "listActs")
                        .summary("The acts of this community.")
                        .tag("Items")
                        .access(Access.SIGNED_IN)
                        .answers(page("ActPage", ACT))
                        .by(request -> state.read(this::acts)));
    }

    private IntPredicate readable(Principal principal) {
        return switch (principal) {
            case Principal.Machine _ -> item -> true;
            case Principal.Staff _ -> posts::openToAll;
            case Principal.Member(String externalId) ->
                ExternalId.parse(externalId)
                        .flatMap(directory::member)
                        .<IntPredicate>map(member -> item -> posts.readable(member.value(), item))
                        .orElse(item -> false);
            case Principal.Anonymous _ -> item -> false;
        };
    }

    private Response read(Request request, IntPredicate readable) {
        ItemId item = ExternalId.parse(request.path("item"))
                .flatMap(directory::item)
                .filter(known -> readable.test(known.value()))
                .orElseThrow(ItemRoutes::unknown);
        return Response.json(
                out -> posts.fields(out.object(), item.value(), readable).end());
    }

    /// Answered alike whether there is no such item or it is not meant for the reader.
    private static ProblemException unknown() {
        return Problem.notFound("There is no such item for this reader").exception();
    }

    private Response put(Request request) {
        ExternalId id = ExternalId.parse(request.path("item"))
                .orElseThrow(() -> Problem.invalid("item", "cannot be an id", "give 1 to 512 bytes of plain text")
                        .exception());
        boolean known = state.read(() -> directory.item(id).isPresent());
        statements.state(known ? "item.edited" : "item.published", "item", id.value(), request.body());
        return state.read(() -> read(request, item -> true)).status(known ? 200 : 201);
    }

    private Response acts() {
        return Response.page(
                directory.acts(),
                (act, out) -> out.object()
                        .field("act", act.name())
                        .field("unit", name(act.unit()))
                        .field("polarity", name(act.polarity()))
                        .field("shown", act.shown())
                        .end(),
                null);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
