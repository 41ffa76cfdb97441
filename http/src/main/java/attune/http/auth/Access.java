package attune.http.auth;

import static attune.http.auth.Role.ADVERTISER;
import static attune.http.auth.Role.AUDITOR;
import static attune.http.auth.Role.BACKEND;
import static attune.http.auth.Role.INGEST;
import static attune.http.auth.Role.MEMBER;
import static attune.http.auth.Role.METRICS;
import static attune.http.auth.Role.MODERATOR;

import org.jspecify.annotations.Nullable;

/// Who may call a route. "Own" is the member named by the path's `{member}`. A route says one of these; what is not
/// said here is closed, and a role sees no more than its work needs.
///
/// An operator is a member, or the network's server, only in a demo community: running a platform is no licence to
/// be anyone on it.
public enum Access {
    /// Anyone, without a key: liveness, sign-in, the API's description. The node's own routes only, for who
    /// shows no proof belongs to no community.
    PUBLIC("anyone", Role.values()),
    /// Every person, and the network's backend. Not keys that only bring or count.
    SIGNED_IN("any account, token or session", Role.OPERATOR, MODERATOR, ADVERTISER, AUDITOR, BACKEND, MEMBER),
    /// Anyone who works on the platform.
    STAFF("an account of an operator, moderator, advertiser or auditor", Role.OPERATOR, MODERATOR, ADVERTISER, AUDITOR),
    /// Whoever may state facts: the network for all, a member for themselves.
    EVENTS("a backend key, an ingest key, or a member's own token", BACKEND, INGEST, MEMBER),
    /// Whoever reads posts: the reader's own audience applies.
    READER("a member's token, a backend key, or an operator or moderator", Role.OPERATOR, MODERATOR, BACKEND, MEMBER),
    /// The member, or the network's backend for them.
    OWN_MEMBER("the member's own token, or a backend key", BACKEND),
    /// The member, the backend, or an operator answering a rights request.
    OWN_MEMBER_OR_OPERATOR("the member's own token, a backend key, or an operator key", BACKEND, Role.OPERATOR),
    /// The network's backend only.
    BACKEND_ONLY("a backend key", BACKEND),
    /// The network's backend, or an operator.
    BACKEND_OR_OPERATOR("a backend key or an operator key", BACKEND, Role.OPERATOR),
    /// Evidence without personal data.
    AUDIT("an auditor or an operator", AUDITOR, Role.OPERATOR),
    /// What was held back or reported.
    MODERATION("a moderator or an operator", MODERATOR, Role.OPERATOR),
    /// Figures about the node.
    FIGURES("a metrics key or an operator key", METRICS, Role.OPERATOR),
    /// An operator only.
    OPERATOR("an operator key", Role.OPERATOR);

    private final String words;
    /// One bit a role.
    private final int roles;

    Access(String words, Role... roles) {
        this.words = words;
        int bits = 0;
        for (Role role : roles) bits |= 1 << role.ordinal();
        this.roles = bits;
    }

    /// For messages and for the API's description.
    public String words() {
        return words;
    }

    /// Whether the route is about one member, whom its path names.
    public boolean own() {
        return this == OWN_MEMBER || this == OWN_MEMBER_OR_OPERATOR;
    }

    /// @param pathMember the decoded `{member}` of the path, null when the path has none
    /// @param demo       whether an operator may be any member
    public boolean allows(Principal principal, @Nullable String pathMember, boolean demo) {
        return switch (principal) {
            case Principal.Anonymous _ -> this == PUBLIC;
            case Principal.Member(String externalId) -> own() ? externalId.equals(pathMember) : holds(MEMBER);
            case Principal.Machine(Role role, String _) -> holds(role);
            case Principal.Staff(Role role, String _) -> holds(role) || (demo && role == Role.OPERATOR && asAnyone());
        };
    }

    private boolean asAnyone() {
        return this == OWN_MEMBER || this == EVENTS || this == BACKEND_ONLY;
    }

    private boolean holds(Role role) {
        return (roles & 1 << role.ordinal()) != 0;
    }
}
