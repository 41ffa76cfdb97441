package attune.http.auth;

import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request shows to prove who sends it, before anyone looked whether it is true.
public sealed interface Credential {
    /// Nothing.
    record None() implements Credential {}

    /// A key or a token.
    record Bearer(String secret) implements Credential {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /// A console session's cookie. A browser adds it to requests that other pages cause, too, so a write needs more
    /// proof than that.
    record Session(String secret) implements Credential {
        @Override
        public String toString() {
            return "Session";
        }
    }

    /// @param authorization the header, null when absent; it wins over a cookie
    /// @param session       the secret of a session's cookie, empty when there is none
    /// @throws ProblemException when the header is of a kind we do not know
    static Credential of(@Nullable String authorization, Optional<String> session) {
        if (authorization == null) {
            return session.<Credential>map(Session::new).orElseGet(None::new);
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unknown("Only bearer keys and tokens are known here");
        }
        return new Bearer(authorization.substring(7).strip());
    }

    /// A wrong key is never treated as none.
    static ProblemException unknown(String detail) {
        return ProblemKind.UNAUTHENTICATED
                .with(detail)
                .hint("send Authorization: Bearer followed by a key or a member token")
                .exception();
    }
}
