package attune.http.oidc;

import attune.http.auth.Role;
import java.net.URI;
import java.util.Map;

/// Which identity provider staff may sign in with, and what they then are.
///
/// @param issuer   the provider, exactly as it names itself; by TLS, or on this machine
/// @param client   what the provider calls this node
/// @param secret   what proves the node to the provider
/// @param callback where the provider sends browsers back to: this node's `/signin/return`, as browsers reach it
/// @param claim    the claim of the ID token that tells the role, such as `groups`; a text or a list of texts
/// @param roles    the role of each value of the claim. Who has none of them is refused; nobody is an operator unless a
///                 line here says so
public record OidcSettings(
        URI issuer, String client, String secret, URI callback, String claim, Map<String, Role> roles) {
    public OidcSettings {
        roles = Map.copyOf(roles);
        safe(issuer, "issuer");
        safe(callback, "callback");
        if (client.isBlank() || secret.isBlank() || claim.isBlank() || roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "Signing in elsewhere needs a client, its secret, a claim, and at least one" + " role.");
        }
        for (Role role : roles.values()) {
            if (role.kind() != Role.Kind.STAFF) {
                throw new IllegalArgumentException("Signing in elsewhere is for staff, not for a " + role.word() + ".");
            }
        }
    }

    /// @throws IllegalArgumentException when what is said there could be read or changed on the way
    static void safe(URI address, String what) {
        String host = address.getHost();
        boolean here = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && here)) {
            throw new IllegalArgumentException("The " + what + " must begin with https://, or be on this machine.");
        }
    }

    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
