package attune.http.operate;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.http.account.Accounts;
import attune.http.account.SignIn;
import attune.http.auth.Access;
import attune.http.auth.Cookies;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.auth.Sessions;
import attune.http.json.JsonObject;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing in to the console, by password, by invitation or by a link that works once, and out again. The node's own:
/// somebody who signs in belongs to no community yet, so a name says which one is meant, or the secret does.
public final class SessionRoutes {
    private static final ObjectSchema SESSION = object("Session", "Who is signed in.")
            .required(
                    "role",
                    choice("What they are; null when nobody is signed in.", Role.words())
                            .orNull())
            .required(
                    "name",
                    text("The account; null for a link, a key or a member.").orNull())
            .required("secondFactor", truth("Whether the account's sign-in needs a code."))
            .required("demo", truth("Whether this is a demo community, where an operator may be any member."))
            .required("several", truth("Whether signing in must name the community, for the node hosts several."))
            .required("elsewhere", truth("Whether staff may sign in with an identity provider, at /signin/elsewhere."))
            .required("member", id("The member, when it is one.").orNull());
    private static final ObjectSchema PROOF = object("SignIn", "What proves an account.")
            .optional("community", text("The community, where the node hosts several.", 0, 200))
            .required("name", text("The account.", 1, 100))
            .required("password", text("Its password.", 1, 1000))
            .optional("code", text("A code of the authenticator app, or a recovery code.", 0, 40));
    private static final ObjectSchema ACCEPTANCE = object("InvitationAcceptance", "Makes an invitation an account.")
            .required("invitation", text("The invitation's secret.", 1, 200))
            .required("password", text("The password to be: 12 to 128 characters.", 1, 1000));

    private final Optional<SignIn> own;
    private final List<SignIn> doors;
    private final boolean elsewhere;
    private final boolean demo;
    private final Cookies cookies;

    /// @param own    the door of the community of who asks; empty for those who belong to none yet
    /// @param doors  of every community on the node
    /// @param elsewhere whether an identity provider is set
    /// @param demo   whether the community of who asks is a demo
    public SessionRoutes(Optional<SignIn> own, List<SignIn> doors, boolean elsewhere, boolean demo, Cookies cookies) {
        this.own = own;
        this.doors = List.copyOf(doors);
        this.elsewhere = elsewhere;
        this.demo = demo;
        this.cookies = cookies;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/signin", "followSignInLink")
                        .summary("Trades a one-time link for a session.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .query(Parameter.text("token", "The secret of the link."))
                        .unlisted()
                        .by(this::follow),
                Route.get("/v1/session", "readSession")
                        .summary("Who is signed in, if anyone.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .answers(SESSION)
                        .by(request -> session(request.principal()).orElseGet(this::nobody)),
                Route.post("/v1/session", "signIn")
                        .summary("Signs in with an account's name, password and, where it has one, a code.")
                        .description("Answers the session's cookie. A refusal tells not what was wrong; after a few,"
                                + " attempts must wait.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .body(PROOF)
                        .bodyLimit(16 * 1024)
                        .answers(SESSION)
                        .status(201)
                        .fails(ProblemKind.UNAUTHENTICATED, ProblemKind.TOO_MANY)
                        .by(this::signIn),
                Route.post("/v1/invitations", "acceptInvitation")
                        .summary("Accepts an invitation: sets the account's password and signs in.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .body(ACCEPTANCE)
                        .bodyLimit(16 * 1024)
                        .answers(SESSION)
                        .status(201)
                        .fails(ProblemKind.UNAUTHENTICATED)
                        .by(this::accept),
                Route.delete("/v1/session", "endSession")
                        .summary("Signs out of the console.")
                        .tag("Session")
                        .access(Access.SIGNED_IN)
                        .status(204)
                        .by(this::signOut));
    }

    private Response follow(Request request) {
        String link = request.query("token").orElse("");
        for (SignIn door : doors) {
            if (!(door.follow(link) instanceof SignIn.Opened(String session, Principal.Staff _))) continue;
            endOld(request);
            return Response.seeOther("/").header("Set-Cookie", handed(session));
        }
        throw ProblemKind.UNAUTHENTICATED
                .with("This sign-in link was used already, is too old, or is not complete")
                .hint("ask for a new one; each link works once")
                .exception();
    }

    private Response signIn(Request request) {
        fromConsole(request);
        JsonObject proof = request.body();
        String name = proof.text("name");
        Optional<SignIn> door = door(proof.findText("community").orElse(""));
        SignIn.Outcome outcome = door.isPresent()
                ? door.get()
                        .enter(
                                name,
                                proof.text("password"),
                                proof.findText("code").orElse(null),
                                request.address())
                : doors.getFirst().enterNowhere(name, request.address());
        return opened(request, outcome, "The name, the password or the code is not right");
    }

    private Optional<SignIn> door(String community) {
        if (doors.size() == 1) return Optional.of(doors.getFirst());
        return doors.stream().filter(door -> door.isOf(community)).findFirst();
    }

    private Response accept(Request request) {
        fromConsole(request);
        JsonObject acceptance = request.body();
        String invitation = acceptance.text("invitation");
        SignIn.Outcome outcome = new SignIn.Refused();
        for (SignIn door : doors) {
            outcome = door.accept(invitation, acceptance.text("password"));
            if (outcome instanceof SignIn.Opened) break;
        }
        return opened(request, outcome, "This invitation was used already, is too old, or is not complete");
    }

    private Response opened(Request request, SignIn.Outcome outcome, String refusal) {
        return switch (outcome) {
            case SignIn.Refused _ ->
                throw ProblemKind.UNAUTHENTICATED.with(refusal).exception();
            case SignIn.Waiting waiting -> waiting(waiting);
            case SignIn.Opened(String session, Principal.Staff who) -> {
                // A session that somebody else may have planted or seen does not become this one.
                endOld(request);
                yield session(who).orElseThrow().status(201).header("Set-Cookie", handed(session));
            }
        };
    }

    static Response waiting(SignIn.Waiting waiting) {
        long seconds = Math.max(1, waiting.left().toSeconds());
        return Response.problem(ProblemKind.TOO_MANY
                        .with("Too many attempts failed")
                        .hint("try again in " + seconds + " seconds"))
                .header("Retry-After", Long.toString(seconds));
    }

    /// Only a script of our own pages can send this header without being asked first, and nobody else is let:
    /// another site's page can neither sign a browser in nor out.
    private static void fromConsole(Request request) {
        if (request.header("Attune-Console").isEmpty()) {
            throw ProblemKind.FORBIDDEN
                    .with("Signing in is for the console's own pages")
                    .hint("send the header Attune-Console: 1; programs use a key")
                    .exception();
        }
    }

    private Response nobody() {
        return session(null, null, false, null);
    }

    private Optional<Response> session(Principal principal) {
        return switch (principal) {
            case Principal.Anonymous _ -> Optional.empty();
            case Principal.Machine(Role role, String _) -> Optional.of(session(role.word(), null, false, null));
            case Principal.Member(String externalId) ->
                Optional.of(session(Role.MEMBER.word(), null, false, externalId));
            case Principal.Staff(Role role, String name) -> {
                Optional<Accounts.Card> account =
                        own.flatMap(door -> door.accounts().find(name));
                yield Optional.of(session(
                        role.word(),
                        account.map(Accounts.Card::name).orElse(null),
                        account.map(Accounts.Card::secondFactor).orElse(false),
                        null));
            }
        };
    }

    private Response session(
            @Nullable String role, @Nullable String name, boolean secondFactor, @Nullable String member) {
        return Response.json(out -> out.object()
                .field("role", role)
                .field("name", name)
                .field("secondFactor", secondFactor)
                .field("demo", demo)
                .field("several", doors.size() > 1)
                .field("elsewhere", elsewhere)
                .field("member", member)
                .end());
    }

    private Response signOut(Request request) {
        endOld(request);
        return Response.nothing().header("Set-Cookie", cookies.clear(Cookies.Purpose.SESSION));
    }

    private void endOld(Request request) {
        request.session()
                .ifPresent(session -> doors.forEach(door -> door.sessions().end(session)));
    }

    private String handed(String session) {
        return cookies.set(Cookies.Purpose.SESSION, session, Sessions.SESSION_LIFETIME);
    }
}
