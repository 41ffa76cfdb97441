package attune.http.auth;

/// Who is asking, as proven by a key, a token or a session. Which community they belong to is not part of it: the
/// community that recognised the proof answers the request.
public sealed interface Principal {
    Principal ANONYMOUS = new Anonymous();

    /// As the ledger calls who acts: by role and account, by the id of a key, and never by a member's name. Names
    /// of
    /// accounts hold no colon, so none can borrow what begins with `key:`, `link:`, `oidc:` or `cli:`.
    static String actor(Principal who) {
        return switch (who) {
            case Anonymous _ -> "anonymous";
            case Staff(Role role, String name) -> role.word() + ":" + name;
            case Machine(Role _, String keyId) -> "key:" + keyId;
            case Member _ -> "member";
        };
    }

    /// Nobody we know.
    record Anonymous() implements Principal {}

    /// A person who works on the platform.
    ///
    /// @param name the account, or else what they came by: `key:`, `link:`, `oidc:` or `cli:` with what tells it
    /// apart
    record Staff(Role role, String name) implements Principal {
        public Staff {
            if (role.kind() != Role.Kind.STAFF) throw new IllegalArgumentException(role + " is no role of staff.");
        }
    }

    /// A program of the network: its own server, an importer, a monitor.
    record Machine(Role role, String keyId) implements Principal {
        public Machine {
            if (role.kind() != Role.Kind.MACHINE) throw new IllegalArgumentException(role + " is no machine's role.");
        }
    }

    /// One member, by the network's id for them.
    record Member(String externalId) implements Principal {}

    static Staff operator(String name) {
        return new Staff(Role.OPERATOR, name);
    }

    static Principal backend(String keyId) {
        return new Machine(Role.BACKEND, keyId);
    }

    static Principal member(String externalId) {
        return new Member(externalId);
    }
}
