package attune.http.auth;

import java.util.Optional;

/// Finds out who is asking of one community, from whichever proof the request carries.
public final class Doorkeeper {
    private final ApiKeys keys;
    private final MemberTokens tokens;
    private final Sessions sessions;

    public Doorkeeper(ApiKeys keys, MemberTokens tokens, Sessions sessions) {
        this.keys = keys;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /// Whom the proof proves; empty when it is not one of this community's, was revoked, or has ended.
    public Optional<Principal> recognise(Credential credential) {
        return switch (credential) {
            case Credential.None _ -> Optional.empty();
            case Credential.Bearer(String bearer) -> keys.recognise(bearer).or(() -> tokens.recognise(bearer));
            case Credential.Session(String session) -> sessions.recognise(session);
        };
    }
}
