package attune.http.operate;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.page;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.account.Accounts;
import attune.http.account.SignIn;
import attune.http.auth.Access;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.auth.Sessions;
import attune.http.auth.Witness;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.http.schema.Schema;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Who works on the platform, for operators; and for each of them, their own password and second factor.
public final class AccountRoutes {
    private static final Schema ROLE = choice(
            "What the account opens.",
            Arrays.stream(Role.values())
                    .filter(role -> role.kind() == Role.Kind.STAFF)
                    .map(Role::word)
                    .toArray(String[]::new));
    private static final ObjectSchema ACCOUNT = object("Account", "Somebody who works on the platform.")
            .required("name", text("The name they sign in with."))
            .required("role", ROLE)
            .required("disabled", truth("Whether they may not sign in."))
            .required("pending", truth("Whether they have not accepted the invitation yet."))
            .required("secondFactor", truth("Whether signing in needs a code."))
            .required("created", time("Since when."))
            .required("lastSignIn", text("The last day, by UTC; null for none.").orNull())
            .required("sessions", count("How many browsers are signed in."));
    private static final ObjectSchema STANDING = object("SessionStanding", "Somebody who is signed in.")
            .required("name", text("The account; oidc: with their name at the provider, or link: for a one-time link."))
            .required("role", ROLE)
            .required("sessions", count("How many browsers."))
            .required("lastUsed", time("The last request of any of them."));
    private static final ObjectSchema WANTED = object("AccountRequest", "An account that is wanted.")
            .required("name", text("2 to 40 of a-z, 0-9, dot, dash and underscore.", 1, 100))
            .required("role", ROLE);
    private static final ObjectSchema INVITATION = object("Invitation", "A new account, or a new beginning for one.")
            .required("name", text("The account."))
            .required("role", ROLE)
            .required("invitation", text("The secret that accepts it, shown only now: hand it over in private."))
            .required("path", text("The page that takes the secret, on this node."))
            .required("expires", time("When it ends."));
    private static final ObjectSchema CHANGE = object("AccountChange", "What an account is from now on.")
            .required("role", ROLE)
            .required("disabled", truth("Whether they may not sign in."));
    private static final ObjectSchema PASSWORDS = object("PasswordChange", "A new password.")
            .required("current", text("The password until now.", 1, 1000))
            .required("password", text("The password to be: 12 to 128 characters.", 1, 1000));
    private static final ObjectSchema PASSWORD =
            object("PasswordProof", "The password again.").required("password", text("The password.", 1, 1000));
    private static final ObjectSchema ENROLMENT = object("SecondFactorEnrolment", "A second factor that waits.")
            .required("secret", text("For an authenticator app, in base32; shown only now."))
            .required("uri", text("The same as an otpauth address, for a picture to scan."));
    private static final ObjectSchema CODE =
            object("SecondFactorCode", "What the app shows.").required("code", text("Six digits.", 1, 40));
    private static final ObjectSchema RECOVERY = object("RecoveryCodes", "For the day the phone is lost.")
            .required("codes", list("Each signs in once; shown only now.", text("A code.")));

    private final SignIn door;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Witness witness;

    public AccountRoutes(SignIn door, Witness witness) {
        this.door = door;
        this.accounts = door.accounts();
        this.sessions = door.sessions();
        this.witness = witness;
    }

    public Routes routes() {
        return forOperators().and(forOneself());
    }

    private Routes forOperators() {
        return Routes.of(
                Route.get("/v1/accounts", "listAccounts")
                        .summary("Who works on the platform.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .answers(page("AccountPage", ACCOUNT))
                        .by(_ -> Response.page(accounts.all(), this::write, null)),
                Route.post("/v1/accounts", "inviteAccount")
                        .summary("Invites somebody: makes an account whose password they choose themselves.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .body(WANTED)
                        .answers(INVITATION)
                        .status(201)
                        .fails(ProblemKind.CONFLICT)
                        .by(this::invite),
                Route.put("/v1/accounts/{account}", "changeAccount")
                        .summary("Changes somebody's role, or lets them no longer in. Their sessions end.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .body(CHANGE)
                        .answers(ACCOUNT)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT)
                        .by(this::change),
                Route.post("/v1/accounts/{account}/invitation", "inviteAccountAgain")
                        .summary("For a lost password or phone: ends both, and every session, and invites anew.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .answers(INVITATION)
                        .status(201)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::inviteAgain),
                Route.delete("/v1/accounts/{account}", "removeAccount")
                        .summary("Removes an account. Its sessions end.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .status(204)
                        .fails(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT)
                        .by(this::remove),
                Route.get("/v1/sessions", "listSessions")
                        .summary("Who is signed in to the console now, however they came in.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .answers(page("SessionPage", STANDING))
                        .by(_ -> Response.page(sessions.all(), AccountRoutes::write, null)),
                Route.delete("/v1/sessions/{name}", "endSessions")
                        .summary("Ends every session of one name, also of somebody who signed in elsewhere.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .status(204)
                        .by(this::endSessions));
    }

    private Routes forOneself() {
        return Routes.of(
                Route.put("/v1/session/password", "changePassword")
                        .summary("Changes one's own password. Every other session of the account ends.")
                        .tag("Session")
                        .access(Access.STAFF)
                        .body(PASSWORDS)
                        .status(204)
                        .fails(ProblemKind.CONFLICT, ProblemKind.TOO_MANY)
                        .by(this::changePassword),
                Route.post("/v1/session/second-factor", "beginSecondFactor")
                        .summary("Begins a second factor, or its replacement; the first code completes it.")
                        .tag("Session")
                        .access(Access.STAFF)
                        .body(PASSWORD)
                        .answers(ENROLMENT)
                        .fails(ProblemKind.CONFLICT, ProblemKind.TOO_MANY)
                        .by(this::beginFactor),
                Route.put("/v1/session/second-factor", "completeSecondFactor")
                        .summary("Completes a second factor with its first code: signing in needs one from now on.")
                        .tag("Session")
                        .access(Access.STAFF)
                        .body(CODE)
                        .answers(RECOVERY)
                        .fails(ProblemKind.CONFLICT)
                        .by(this::completeFactor));
    }

    private Response invite(Request request) {
        JsonObject wanted = request.body();
        String name = wanted.text("name");
        Role role = Role.of(wanted.text("role"));
        witness.record(request.principal(), "account.invited", null, Map.of("account", name, "role", role.word()));
        return invitation(accounts.invite(name, role));
    }

    private Response inviteAgain(Request request) {
        String name = known(request);
        witness.record(request.principal(), "account.reset", null, Map.of("account", name));
        Accounts.Invited invited = accounts.inviteAgain(name);
        sessions.endAll(name, null);
        return invitation(invited);
    }

    private static Response invitation(Accounts.Invited invited) {
        return Response.json(out -> out.object()
                        .field("name", invited.name())
                        .field("role", invited.role().word())
                        .field("invitation", invited.secret())
                        .field("path", "/#/welcome/" + invited.secret())
                        .field("expires", invited.expires())
                        .end())
                .status(201);
    }

    private Response change(Request request) {
        String name = notOneself(request);
        JsonObject change = request.body();
        Role role = Role.of(change.text("role"));
        boolean disabled = change.truth("disabled");
        witness.record(
                request.principal(),
                "account.changed",
                null,
                Map.of("account", name, "role", role.word(), "disabled", Boolean.toString(disabled)));
        accounts.change(name, role, disabled);
        sessions.endAll(name, null);
        return Response.json(out -> write(accounts.find(name).orElseThrow(), out));
    }

    private Response remove(Request request) {
        String name = notOneself(request);
        witness.record(request.principal(), "account.removed", null, Map.of("account", name));
        accounts.remove(name);
        sessions.endAll(name, null);
        return Response.nothing();
    }

    private Response endSessions(Request request) {
        String name = request.path("name");
        // The name is the asker's word until somebody is found by it, so it is not written down.
        boolean known = sessions.all().stream().anyMatch(one -> one.who().name().equals(name));
        witness.record(request.principal(), "session.ended", null, known ? Map.of("name", name) : Map.of());
        sessions.endAll(name, null);
        return Response.nothing();
    }

    private static void write(Sessions.Standing standing, JsonWriter out) {
        out.object()
                .field("name", standing.who().name())
                .field("role", standing.who().role().word())
                .field("sessions", standing.sessions())
                .field("lastUsed", standing.lastUsed())
                .end();
    }

    private String known(Request request) {
        String name = request.path("account");
        if (accounts.find(name).isEmpty()) {
            throw Problem.notFound("There is no account of this name").exception();
        }
        return name;
    }

    /// So that there is always an operator left.
    private String notOneself(Request request) {
        String name = known(request);
        if (request.principal() instanceof Principal.Staff(Role _, String own) && own.equals(name)) {
            throw ProblemKind.CONFLICT
                    .with("Nobody changes their own account's role or removes it")
                    .hint("ask another operator")
                    .exception();
        }
        return name;
    }

    private Response changePassword(Request request) {
        Principal.Staff who = account(request);
        JsonObject passwords = request.body();
        return confirmed(request, who, passwords.text("current"), proof -> {
            witness.record(who, "account.password-changed", null, Map.of("account", who.name()));
            String stays = request.session().orElse(null);
            accounts.changePassword(proof, passwords.text("password"), () -> sessions.endAll(who.name(), stays));
            return Response.nothing();
        });
    }

    private Response beginFactor(Request request) {
        Principal.Staff who = account(request);
        return confirmed(request, who, request.body().text("password"), proof -> {
            Accounts.Enrolment enrolment = accounts.enrol(proof);
            return Response.json(out -> out.object()
                    .field("secret", enrolment.secret())
                    .field("uri", enrolment.uri())
                    .end());
        });
    }

    private Response completeFactor(Request request) {
        Principal.Staff who = account(request);
        String code = request.body().text("code");
        Runnable record = () -> witness.record(who, "account.factor-set", null, Map.of("account", who.name()));
        List<String> codes = accounts.confirm(who.name(), code, record)
                .orElseThrow(() -> Problem.invalid("code", "is not right, or nothing was begun", "try the next code")
                        .exception());
        return Response.json(out -> out.object().texts("codes", codes).end());
    }

    /// Whoever borrows a browser that is signed in does not know the password.
    private Response confirmed(
            Request request, Principal.Staff who, String password, Function<Accounts.Proof, Response> then) {
        return switch (door.confirm(who, password, request.address())) {
            case SignIn.Waiting waiting -> SessionRoutes.waiting(waiting);
            case SignIn.Refused _ ->
                throw Problem.invalid("password", "is not right", null).exception();
            case SignIn.Confirmed(Accounts.Proof proof) -> then.apply(proof);
        };
    }

    private Principal.Staff account(Request request) {
        if (request.principal() instanceof Principal.Staff who
                && accounts.find(who.name()).isPresent()) {
            return who;
        }
        throw ProblemKind.CONFLICT
                .with("This is for somebody who signed in with an account of their own; a key or a link has none")
                .exception();
    }

    private void write(Accounts.Card account, JsonWriter out) {
        LocalDate last = account.lastSignIn();
        out.object()
                .field("name", account.name())
                .field("role", account.role().word())
                .field("disabled", account.disabled())
                .field("pending", account.pending())
                .field("secondFactor", account.secondFactor())
                .field("created", account.created())
                .field("lastSignIn", last == null ? null : last.toString())
                .field("sessions", sessions.count(account.name()))
                .end();
    }
}
