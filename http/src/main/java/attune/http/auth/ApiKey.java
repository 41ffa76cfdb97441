package attune.http.auth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A key as it is kept: enough to recognise the secret, not enough to use it.
///
/// @param id       public, names the key in logs of changes and when revoking
/// @param scope    what it opens: the role it speaks with
/// @param label    what the operator calls it
/// @param hash     SHA-256 of the secret, in hexadecimal
/// @param expires  from when on it opens nothing; null for never
/// @param lastUsed the last day, by UTC, on which it opened anything; null for none yet. A day, for an hour would say
///                 when somebody works
public record ApiKey(
        String id,
        Role scope,
        String label,
        String hash,
        Instant created,
        @Nullable Instant expires,
        @Nullable LocalDate lastUsed) {
    private static final int LONGEST_LABEL = 100;

    public ApiKey {
        if (scope.kind() == Role.Kind.MEMBER) {
            throw new IllegalArgumentException("A member has tokens, not keys.");
        }
        if (!id.matches("[a-z0-9]{1,32}")) {
            throw new IllegalArgumentException("A key's id is lower-case letters and digits.");
        }
        if (hash.length() != 64) {
            throw new IllegalArgumentException("A key's hash has 64 hexadecimal digits.");
        }
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A key's label is one line of at most " + LONGEST_LABEL + " characters.");
        }
    }

    public boolean ended(Instant now) {
        return expires != null && !expires.isAfter(now);
    }

    /// The same, ending at the latest then.
    ApiKey endingBy(Instant latest) {
        Instant sooner = expires != null && expires.isBefore(latest) ? expires : latest;
        return new ApiKey(id, scope, label, hash, created, sooner, lastUsed);
    }

    ApiKey usedOn(LocalDate day) {
        return new ApiKey(id, scope, label, hash, created, expires, day);
    }

    /// Whether the secret is this key's, in constant time.
    boolean opens(String secret) {
        return Signer.same(Digest.of(secret), HexFormat.of().parseHex(hash));
    }

    Principal principal() {
        return scope.kind() == Role.Kind.STAFF
                ? new Principal.Staff(scope, "key:" + id)
                : new Principal.Machine(scope, id);
    }
}
