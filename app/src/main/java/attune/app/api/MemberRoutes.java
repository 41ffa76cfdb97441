package attune.app.api;

import static attune.http.schema.Schemas.any;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.page;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Cursors;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.networks.wire.WireEvents;
import attune.store.log.Directory;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Accounts: found by the operator, stated by the network, read by the member.
public final class MemberRoutes {
    private static final int PAGE = 50;

    private static final ObjectSchema MEMBER = object("Member", "An account.")
            .required("member", id("The member."))
            .required("name", text("Shown to other members; empty when none."))
            .required("languages", list("Languages the member reads.", text("A language tag.")))
            .required("ageBand", text("unknown, child, teen or adult."))
            .required("locked", truth("Whether only followers see this member's public posts."))
            .required("active", truth("Whether the account is open."))
            .required("joinedAt", time("When the member joined."))
            .required("following", count("How many members this one follows."))
            .required("followers", count("How many follow this one."));

    private static final ObjectSchema PROFILE = object("Profile", "What the network says about an account.")
            .optional("name", any("Shown to others."))
            .optional("locale", any("Languages, most preferred first."))
            .optional("timeZone", any("Such as Europe/Berlin."))
            .optional("ageBand", any("unknown, child, teen or adult."))
            .optional("locked", any("Whether only followers may see public posts."))
            .optional("recommendable", any("Whether strangers may be shown this member's posts."));

    private final SharedProjections views;
    private final State state;
    private final Directory directory;
    private final Statements statements;
    private final Cursors cursors;

    public MemberRoutes(
            SharedProjections views,
            State state,
            Directory directory,
            WireEvents wire,
            BudgetedLog log,
            Cursors cursors) {
        this.views = views;
        this.state = state;
        this.directory = directory;
        this.statements = new Statements(wire, log);
        this.cursors = cursors;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/members", "listMembers")
                        .summary("Members, by number of joining; with q those whose name or id contains it.")
                        .tag("Members")
                        .access(Access.BACKEND_OR_OPERATOR)
                        .personal()
                        .query(Parameter.text("q", "Part of a name or id, in any case."))
                        .query(Parameter.cursor())
                        .answers(page("MemberPage", MEMBER))
                        .by(request -> state.read(() -> found(request))),
                Route.get("/v1/members/{member}", "readMember")
                        .summary("One account.")
                        .tag("Members")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .answers(MEMBER)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(request -> state.read(() -> read(request))),
                Route.put("/v1/members/{member}", "putMember")
                        .summary("States an account: it joins if it is new, and changes as a whole otherwise.")
                        .tag("Members")
                        .access(Access.BACKEND_ONLY)
                        .body(PROFILE)
                        .answers(MEMBER)
                        .fails(ProblemKind.CONFLICT)
                        .by(this::put));
    }

    private Response found(Request request) {
        String q = request.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
        String purpose = "members:" + q;
        int from = request.query("cursor")
                .filter(cursor -> !cursor.isEmpty())
                .map(cursor -> Math.toIntExact(cursors.open(purpose, cursor)[0]))
                .orElse(0);
        List<MemberId> found = new ArrayList<>(PAGE);
        int number = from;
        for (; number < directory.memberLimit() && found.size() < PAGE; number++) {
            MemberId member = new MemberId(number);
            if (directory.knows(member) && matches(member, q)) found.add(member);
        }
        String next = number < directory.memberLimit() ? cursors.seal(purpose, number) : null;
        return Response.page(found, (member, out) -> write(out, member), next);
    }

    private boolean matches(MemberId member, String q) {
        return q.isEmpty()
                || views.members.name(member.value()).toLowerCase(Locale.ROOT).contains(q)
                || directory.externalId(member).value().toLowerCase(Locale.ROOT).contains(q);
    }

    private Response read(Request request) {
        MemberId member = ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(() -> Problem.notFound("There is no such member").exception());
        return Response.json(out -> write(out, member));
    }

    private Response put(Request request) {
        ExternalId id = ExternalId.parse(request.path("member"))
                .orElseThrow(() -> Problem.invalid("member", "cannot be an id", "give 1 to 512 bytes of plain text")
                        .exception());
        boolean known = state.read(() -> directory.member(id).isPresent());
        statements.state(known ? "member.changed" : "member.joined", "member", id.value(), request.body());
        return state.read(() -> read(request)).status(known ? 200 : 201);
    }

    private void write(JsonWriter out, MemberId id) {
        int member = id.value();
        out.object()
                .field("member", directory.externalId(id).value())
                .field("name", views.members.name(member))
                .array("languages");
        long languages = views.members.languages(member);
        for (int language = 1; language < Long.SIZE; language++) {
            if ((languages & (1L << language)) != 0) out.value(views.languages.tag(language));
        }
        out.end()
                .field("ageBand", views.members.ageBand(member).name().toLowerCase(Locale.ROOT))
                .field("locked", views.members.locked(member))
                .field("active", views.members.active(member))
                .time("joinedAt", views.members.joinedMillis(member))
                .field("following", views.ties.followeeCount(member))
                .field("followers", views.ties.followerCount(member))
                .end();
    }
}
