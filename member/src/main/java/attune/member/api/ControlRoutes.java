package attune.member.api;

import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.store.log.Directory;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;

/// What a member muted, blocked, reads and set. Changing it is an event like any other.
public final class ControlRoutes {
    private static final ObjectSchema MUTED = object("Muted", "What a member does not want to meet.")
            .required("members", list("Members.", id("A member.")))
            .required("words", list("Words and phrases, as written.", text("A word or phrase.")))
            .required("topics", list("Topics.", text("A topic.")));

    private static final ObjectSchema CONTROLS = object("Controls", "What a member chose.")
            .required("muted", MUTED)
            .required("blocked", list("Blocked members.", id("A member.")))
            .required("languages", list("Languages the member reads; empty when unknown.", text("A language tag.")))
            .required("settings", map("Named settings.", text("The value.")));

    private final SharedProjections views;
    private final State state;
    private final Directory directory;

    public ControlRoutes(SharedProjections views, State state, Directory directory) {
        this.views = views;
        this.state = state;
        this.directory = directory;
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/members/{member}/controls", "readControls")
                .summary("What a member muted, blocked, reads and set.")
                .description("To change it, send the events muted, unmuted, blocked, unblocked and control.set.")
                .tag("Members")
                .access(Access.OWN_MEMBER)
                .answers(CONTROLS)
                .fails(ProblemKind.NOT_FOUND)
                .by(request -> state.read(() -> controls(request))));
    }

    private Response controls(Request request) {
        int member = ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception())
                .value();
        return Response.json(out -> {
            out.object().object("muted");
            members(out, "members", views.mutes.members(member));
            out.texts("words", views.mutes.words(member)).array("topics");
            for (int topic : views.mutes.topics(member)) out.value(directory.topicName(new TopicId(topic)));
            out.end().end();
            members(out, "blocked", views.ties.blocked(member));
            languages(out, views.members.languages(member));
            out.object("settings");
            views.controls.of(member).forEach(out::field);
            out.end().end();
        });
    }

    private void members(JsonWriter out, String field, int[] members) {
        out.array(field);
        for (int member : members) {
            out.value(directory.externalId(new MemberId(member)).value());
        }
        out.end();
    }

    private void languages(JsonWriter out, long bits) {
        out.array("languages");
        for (int language = 1; language < Long.SIZE; language++) {
            if ((bits & (1L << language)) != 0) out.value(views.languages.tag(language));
        }
        out.end();
    }
}
