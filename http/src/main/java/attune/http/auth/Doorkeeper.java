package attune.http.auth;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who is asking, from whichever proof the request carries.
public final class Doorkeeper {
    public static final String COOKIE = "attune-session";

    private final ApiKeys keys;
    private final MemberTokens tokens;
    private final Sessions sessions;

    public Doorkeeper(ApiKeys keys, MemberTokens tokens, Sessions sessions) {
        this.keys = keys;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /// Who asks, and whether a cookie proved it: a browser adds a cookie to requests that other pages cause, so a
    /// write needs more proof than that.
    public record Arrival(Principal principal, boolean byCookie) {}

    /// @param authorization the header, null when absent
    /// @param cookies       the `Cookie` header, null when absent
    /// @throws ProblemException when a bearer is given and not known; a wrong key is never treated as none
    public Arrival recognise(@Nullable String authorization, @Nullable String cookies) {
        if (authorization != null) {
            return new Arrival(bearer(authorization), false);
        }
        return session(cookies)
                .flatMap(sessions::recognise)
                .map(principal -> new Arrival(principal, true))
                .orElse(new Arrival(Principal.ANONYMOUS, false));
    }

    private Principal bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unknown("Only bearer keys and tokens are known here");
        }
        String bearer = authorization.substring(7).strip();
        return keys.recognise(bearer)
                .or(() -> tokens.recognise(bearer))
                .orElseThrow(() -> unknown("This key or token is not known, was revoked, or has ended"));
    }

    /// The session's secret among the cookies.
    public static Optional<String> session(@Nullable String cookies) {
        if (cookies == null) {
            return Optional.empty();
        }
        for (String cookie : cookies.split(";")) {
            String trimmed = cookie.strip();
            if (trimmed.startsWith(COOKIE + "=")) {
                return Optional.of(trimmed.substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static ProblemException unknown(String detail) {
        Problem problem = ProblemKind.UNAUTHENTICATED.with(detail);
        return new ProblemException(problem.hint("send Authorization: Bearer followed by a key or a member token"));
    }
}
