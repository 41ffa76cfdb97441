package attune.app.api;

import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import attune.store.view.QuarantinesView.Quarantine;
import java.util.Optional;

/// What a member reads of their own quarantine, and what they say to it.
public final class OwnQuarantineRoutes {
    private static final int MOST_CHARS = 2_000;

    private static final ObjectSchema OWN = object("OwnQuarantine", "Whether what the member does is held.")
            .required("held", truth("Whether acts are held now."))
            .required("text", text("What that means, in words for the member."))
            .required("quarantine", QuarantineForm.QUARANTINE.orNull());

    private static final ObjectSchema OBJECTING = object("QuarantineObjection", "What a member says to it.")
            .required("text", text("In the member's words.", 1, MOST_CHARS));

    private final SharedProjections views;
    private final State state;
    private final QuarantineForm form;
    private final QuarantineEntry entry;

    public OwnQuarantineRoutes(SharedProjections views, State state, Directory directory, EventLog log) {
        this.views = views;
        this.state = state;
        this.form = new QuarantineForm(views, directory);
        this.entry = new QuarantineEntry(views, state, directory, log);
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/members/{member}/quarantine", "readOwnQuarantine")
                        .summary("Whether what a member does is held, and why.")
                        .tag("Members")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .answers(OWN)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(request -> own(entry.member(request), request.path("member"))),
                Route.put("/v1/members/{member}/quarantine/objection", "objectToQuarantine")
                        .summary("Says that the rule is wrong; whoever decides reads it.")
                        .tag("Members")
                        .access(Access.OWN_MEMBER)
                        .body(OBJECTING)
                        .answers(OWN)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.UNAVAILABLE)
                        .by(this::heard));
    }

    private Response heard(Request request) {
        MemberId member = entry.member(request);
        state.read(() -> entry.standing(member));
        entry.append(new Event.ControlSet(
                member, QuarantineForm.OBJECTION, request.body().text("text")));
        return own(member, request.path("member"));
    }

    private Response own(MemberId member, String name) {
        return state.read(() -> {
            Optional<Quarantine> latest = views.quarantines.of(member.value());
            boolean held = latest.filter(Quarantine::stands).isPresent();
            return Response.json(out -> {
                out.object().field("held", held).field("text", words(latest));
                if (latest.isEmpty()) out.nothing("quarantine");
                else {
                    out.name("quarantine");
                    form.write(out, member, latest.get());
                }
                out.end();
            });
        });
    }

    private static String words(Optional<Quarantine> latest) {
        if (latest.isEmpty()) return "Nothing you did is held.";
        Quarantine one = latest.get();
        if (!one.stands() && one.counted())
            return "What was held counts again. Somebody looked at it: it was no fault.";
        if (!one.stands()) return "What you do counts again; what was held before stays out of counts.";
        return "What you do is yours as ever: you see it, your likes too. For others it does not"
                + " count for now, because acts under your account did not look like a person's. "
                + QuarantineForm.sentence(one) + " If that is wrong, say so: somebody will look.";
    }
}
