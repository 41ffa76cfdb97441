package attune.http.auth;

/// Who is asking, as proven by a key, a token or a session.
public sealed interface Principal {
    Principal ANONYMOUS = new Anonymous();

    /// Nobody we know.
    record Anonymous() implements Principal {}

    /// The person who runs the platform.
    ///
    /// @param keyId the key or session that proved it; never the secret
    record Operator(String keyId) implements Principal {}

    /// The network's own server, which asks on behalf of its members.
    record Backend(String keyId) implements Principal {}

    /// One member, by the network's id for them.
    record Member(String externalId) implements Principal {}

    static Principal operator(String keyId) {
        return new Operator(keyId);
    }

    static Principal backend(String keyId) {
        return new Backend(keyId);
    }

    static Principal member(String externalId) {
        return new Member(externalId);
    }
}
