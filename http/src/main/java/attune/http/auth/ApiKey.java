package attune.http.auth;

import java.time.Instant;
import java.util.HexFormat;

/// A key as it is kept: enough to recognise the secret, not enough to use it.
///
/// @param id       public, names the key in logs of changes and when revoking
/// @param scope    what it opens: the role it speaks with
/// @param label    what the operator calls it
/// @param hash     SHA-256 of the secret, in hexadecimal
public record ApiKey(String id, Role scope, String label, String hash, Instant created) {

    public ApiKey {
        if (scope.kind() == Role.Kind.MEMBER) {
            throw new IllegalArgumentException("A member has tokens, not keys");
        }
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
        return scope.kind() == Role.Kind.STAFF ? new Principal.Staff(scope, id) : new Principal.Machine(scope, id);
    }
}
