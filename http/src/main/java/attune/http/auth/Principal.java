package attune.http.auth;

/// Who is asking, as proven by a key, a token or a session. Which community they belong to is not part of it: the
/// community that recognised the proof answers the request.
public sealed interface Principal {
    Principal ANONYMOUS = new Anonymous();

    /// Nobody we know.
    record Anonymous() implements Principal {}

    /// A person who works on the platform.
    ///
    /// @param name the account, or the id of the key; never the secret
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

    static Principal operator(String name) {
        return new Staff(Role.OPERATOR, name);
    }

    static Principal backend(String keyId) {
        return new Machine(Role.BACKEND, keyId);
    }

    static Principal member(String externalId) {
        return new Member(externalId);
    }
}
