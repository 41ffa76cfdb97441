package attune.http.auth;

import java.util.Arrays;
import java.util.Locale;

/// What somebody is to a community, and so what may be asked of it. A key's scope and an account's role are one of
/// these; each opens what its work needs and nothing else ([Access] says what that is).
public enum Role {
    /// Runs the platform, answers rights requests, lets others in.
    OPERATOR(Kind.STAFF),
    /// Looks at what was held back or reported, and decides about it.
    MODERATOR(Kind.STAFF),
    /// Pays for reach; sees figures, never people.
    ADVERTISER(Kind.STAFF),
    /// Checks that the rules were kept; sees evidence without personal data.
    AUDITOR(Kind.STAFF),
    /// The network's own server, which speaks for its members.
    BACKEND(Kind.MACHINE),
    /// A program that brings events in and can read nothing.
    INGEST(Kind.MACHINE),
    /// A program that collects figures.
    METRICS(Kind.MACHINE),
    /// A person with an account in the network, who reaches what is their own.
    MEMBER(Kind.MEMBER);

    /// Who stands behind a role.
    public enum Kind {
        /// A person who works on the platform. Their access to personal data is recorded.
        STAFF,
        /// A program, by its key.
        MACHINE,
        /// A member of the network.
        MEMBER
    }

    private final Kind kind;

    Role(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// As in JSON, commands and files: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Every role's word.
    public static String[] words() {
        return Arrays.stream(values()).map(Role::word).toArray(String[]::new);
    }

    /// @throws IllegalArgumentException when no role is called so
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) return role;
        }
        throw new IllegalArgumentException(
                "No role is called \"" + word + "\". There are " + String.join(", ", words()) + ".");
    }
}
