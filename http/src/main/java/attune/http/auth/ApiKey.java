package attune.http.auth;

import java.time.Instant;
import java.util.HexFormat;

/// A key as it is kept: enough to recognise the secret, not enough to use it.
///
/// @param id       public, names the key in logs of changes and when revoking
/// @param label    what the operator calls it
/// @param hash     SHA-256 of the secret, in hexadecimal
public record ApiKey(String id, Scope scope, String label, String hash, Instant created) {

    /// What a key opens.
    public enum Scope {
        OPERATOR,
        BACKEND
    }

    public ApiKey {
        if (!id.matches("[a-z0-9]{1,32}")) {
            throw new IllegalArgumentException("A key's id is lower-case letters and digits");
        }
        if (hash.length() != 64) {
            throw new IllegalArgumentException("A key's hash has 64 hexadecimal digits");
        }
    }

    /// In constant time.
    public boolean opens(String secret) {
        return Signer.same(Digest.of(secret), HexFormat.of().parseHex(hash));
    }

    Principal principal() {
        return switch (scope) {
            case OPERATOR -> Principal.operator(id);
            case BACKEND -> Principal.backend(id);
        };
    }
}
