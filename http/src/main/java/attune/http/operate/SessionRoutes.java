package attune.http.operate;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.auth.Credential;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.auth.Sessions;
import attune.http.problem.ProblemException;
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

/// Signing in to the console with a link that works once, and out again.
public final class SessionRoutes {
    private static final ObjectSchema SESSION = object("Session", "Who is signed in.")
            .required(
                    "role",
                    choice("What they are; null when nobody is signed in.", Role.words())
                            .orNull())
            .required("demo", truth("Whether this is a demo community, where an operator may be any member."))
            .required("member", id("The member, when it is one.").orNull());

    private final List<Sessions> all;
    private final boolean demo;
    private final boolean secure;

    /// @param all    the sessions of every community on the node: a link says by itself whose it is
    /// @param demo   whether the community of who asks is a demo
    /// @param secure whether browsers reach us by TLS, so that the cookie may insist on it
    public SessionRoutes(List<Sessions> all, boolean demo, boolean secure) {
        this.all = List.copyOf(all);
        this.demo = demo;
        this.secure = secure;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/signin", "signIn")
                        .summary("Trades a one-time link for a session.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .query(Parameter.text("token", "The secret of the link."))
                        .unlisted()
                        .by(this::signIn),
                Route.get("/v1/session", "readSession")
                        .summary("Who is signed in, if anyone.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .answers(SESSION)
                        .by(this::read),
                Route.delete("/v1/session", "endSession")
                        .summary("Signs out of the console.")
                        .tag("Session")
                        .access(Access.SIGNED_IN)
                        .status(204)
                        .by(this::signOut));
    }

    private Response signIn(Request request) {
        String session = request.query("token").flatMap(this::redeem).orElseThrow(SessionRoutes::stale);
        return Response.seeOther("/").header("Set-Cookie", cookie(session, Sessions.SESSION_LIFETIME.toSeconds()));
    }

    private Optional<String> redeem(String link) {
        return all.stream().flatMap(sessions -> sessions.redeem(link).stream()).findFirst();
    }

    private static ProblemException stale() {
        return new ProblemException(ProblemKind.UNAUTHENTICATED
                .with("This sign-in link was used already, is too old, or is not complete")
                .hint("ask for a new one; each link works once"));
    }

    private Response read(Request request) {
        return switch (request.principal()) {
            case Principal.Anonymous _ -> session(null, null);
            case Principal.Staff(Role role, String _) -> session(role.word(), null);
            case Principal.Machine(Role role, String _) -> session(role.word(), null);
            case Principal.Member(String externalId) -> session("member", externalId);
        };
    }

    private Response session(@Nullable String role, @Nullable String member) {
        return Response.json(out -> out.object()
                .field("role", role)
                .field("demo", demo)
                .field("member", member)
                .end());
    }

    private Response signOut(Request request) {
        Credential.session(request.header("Cookie").orElse(null))
                .ifPresent(session -> all.forEach(sessions -> sessions.end(session)));
        return Response.nothing().header("Set-Cookie", cookie("", 0));
    }

    private String cookie(String value, long maxAgeSeconds) {
        return Credential.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + maxAgeSeconds
                + (secure ? "; Secure" : "");
    }
}
