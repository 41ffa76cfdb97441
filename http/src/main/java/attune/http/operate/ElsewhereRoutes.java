package attune.http.operate;

import attune.http.auth.Access;
import attune.http.auth.Cookies;
import attune.http.auth.Sessions;
import attune.http.oidc.Elsewhere;
import attune.http.oidc.ProviderFailure;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The two addresses a browser visits when its person signs in elsewhere: from here, and back.
public final class ElsewhereRoutes {
    private static final System.Logger LOG = System.getLogger("attune.http.signin");

    private final Map<String, Elsewhere> communities;
    private final boolean named;
    private final Consumer<String> end;
    private final Cookies cookies;

    /// @param communities those whose staff may sign in elsewhere, by name in lower case
    /// @param end         ends the session of which the secret is given, whichever community's it is
    public ElsewhereRoutes(Map<String, Elsewhere> communities, Consumer<String> end, Cookies cookies) {
        this.communities = Map.copyOf(communities);
        // One address takes the answers of all, so that only their own word tells them apart (RFC 9207).
        this.named =
                communities.values().stream().map(Elsewhere::issuer).distinct().count() > 1;
        this.end = end;
        this.cookies = cookies;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/signin/elsewhere", "leaveToSignIn")
                        .summary("Sends the browser to the community's identity provider.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .query(Parameter.text("community", "Which one, where the node hosts several."))
                        .unlisted()
                        .by(this::leave),
                Route.get("/signin/return", "returnSignedIn")
                        .summary("Receives the browser from the identity provider.")
                        .tag("Session")
                        .access(Access.PUBLIC)
                        .query(Parameter.text("code", "What the provider gave."))
                        .query(Parameter.text("state", "What we gave."))
                        .query(Parameter.text("iss", "Who the provider is."))
                        .query(Parameter.text("session_state", "What some providers add."))
                        .query(Parameter.text("error", "Why the provider refused."))
                        .query(Parameter.text("error_description", "The same in words."))
                        .unlisted()
                        .by(this::receive));
    }

    private Response leave(Request request) {
        String name = request.query("community").orElse("").strip().toLowerCase(Locale.ROOT);
        Elsewhere elsewhere = communities.size() == 1 && name.isEmpty()
                ? communities.values().iterator().next()
                : communities.get(name);
        if (elsewhere == null) {
            throw Problem.notFound("No identity provider is set here").exception();
        }
        try {
            Elsewhere.Departure departure = elsewhere.depart(request.address());
            return Response.seeOther(departure.address().toString())
                    .header("Set-Cookie", cookies.set(Cookies.Purpose.JOURNEY, departure.browser(), Elsewhere.LONGEST));
        } catch (ProviderFailure absent) {
            tell(absent);
            throw ProblemKind.UNAVAILABLE
                    .with("The identity provider cannot be reached")
                    .hint("sign in with an account of this node, or try again later")
                    .exception();
        }
    }

    private Response receive(Request request) {
        String state = request.query("state").orElse("");
        String code = request.query("code").orElse("");
        String issuer = request.query("iss").orElse("");
        String browser = cookies.find(
                        Cookies.Purpose.JOURNEY, request.header("Cookie").orElse(null))
                .orElse("");
        String session = communities.values().stream()
                .flatMap(elsewhere -> arrive(elsewhere, state, code, browser, issuer).stream())
                .findFirst()
                .orElseThrow(ElsewhereRoutes::refused);
        // A session that somebody else may have planted or seen does not become this one.
        request.session().ifPresent(end);
        return Response.seeOther("/")
                .header("Set-Cookie", cookies.set(Cookies.Purpose.SESSION, session, Sessions.SESSION_LIFETIME));
    }

    private Optional<String> arrive(Elsewhere elsewhere, String state, String code, String browser, String issuer) {
        try {
            return elsewhere.arrive(state, code, browser, issuer, named);
        } catch (ProviderFailure failed) {
            // It refused the code or did not answer: the person is not known, and so does not come in.
            tell(failed);
            return Optional.empty();
        }
    }

    private static void tell(ProviderFailure failure) {
        LOG.log(System.Logger.Level.WARNING, "Nobody can sign in elsewhere: {0}", failure.getMessage());
    }

    private static ProblemException refused() {
        return ProblemKind.UNAUTHENTICATED
                .with("Signing in elsewhere did not work, or you have no role here")
                .hint("begin again from the sign-in page; if it stays so, ask an operator")
                .exception();
    }
}
