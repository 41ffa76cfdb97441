package attune.http.auth;

import org.jspecify.annotations.Nullable;

/// Who may call a route. "Own" is the member named by the path's `{member}`.
public enum Access {
    /// Anyone, without a key: liveness, sign-in, the API's description.
    PUBLIC("anyone"),
    /// Anyone with a key, a token or a session.
    SIGNED_IN("any key, token or session"),
    /// The member, or the network's backend for them. An operator only in a demo community, because
    /// running a platform is no licence to be anyone on it.
    OWN_MEMBER("the member's own token, or a backend key"),
    /// The member, the backend, or an operator answering a rights request.
    OWN_MEMBER_OR_OPERATOR("the member's own token, a backend key, or an operator key"),
    /// The network's backend, or an operator.
    BACKEND("a backend key or an operator key"),
    /// An operator only.
    OPERATOR("an operator key");

    private final String words;

    Access(String words) {
        this.words = words;
    }

    /// For messages and for the API's description.
    public String words() {
        return words;
    }

    /// @param pathMember the decoded `{member}` of the path, null when the path has none
    /// @param demo       whether an operator may be any member
    public boolean allows(Principal principal, @Nullable String pathMember, boolean demo) {
        return switch (this) {
            case PUBLIC -> true;
            case SIGNED_IN -> !(principal instanceof Principal.Anonymous);
            case OWN_MEMBER -> own(principal, pathMember) || (demo && principal instanceof Principal.Operator);
            case OWN_MEMBER_OR_OPERATOR -> own(principal, pathMember) || principal instanceof Principal.Operator;
            case BACKEND -> principal instanceof Principal.Backend || principal instanceof Principal.Operator;
            case OPERATOR -> principal instanceof Principal.Operator;
        };
    }

    private static boolean own(Principal principal, @Nullable String pathMember) {
        return switch (principal) {
            case Principal.Backend _ -> true;
            case Principal.Member(String externalId) -> externalId.equals(pathMember);
            case Principal.Operator _, Principal.Anonymous _ -> false;
        };
    }
}
