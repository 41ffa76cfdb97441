package attune.http.auth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a browser holds what it may not read: the session of somebody who is signed in, and the secret of somebody who
/// is on the way to an identity provider and back. Where browsers come by TLS, the names begin with `__Host-` and the
/// cookies are `Secure`: no page of a neighbouring host, and nobody on the way, can put one in their place (RFC
/// 6265bis,
/// 4.1.3.2).
///
/// @param tls whether browsers reach us by TLS, ended here or by a proxy in front
public record Cookies(boolean tls) {
    /// What a cookie is for.
    public enum Purpose {
        SESSION("attune-session", "Strict"),
        /// Lax, because the provider sends the browser back from its own site.
        JOURNEY("attune-journey", "Lax");

        private final String word;
        private final String sameSite;

        Purpose(String word, String sameSite) {
            this.word = word;
            this.sameSite = sameSite;
        }
    }

    private String name(Purpose purpose) {
        return tls ? "__Host-" + purpose.word : purpose.word;
    }

    /// The secret among those of a `Cookie` header.
    ///
    /// @param header null when absent
    public Optional<String> find(Purpose purpose, @Nullable String header) {
        if (header == null) return Optional.empty();
        String start = name(purpose) + "=";
        for (String cookie : header.split(";")) {
            String trimmed = cookie.strip();
            if (trimmed.startsWith(start)) return Optional.of(trimmed.substring(start.length()));
        }
        return Optional.empty();
    }

    /// A `Set-Cookie` header that hands out a secret.
    public String set(Purpose purpose, String secret, Duration lifetime) {
        return name(purpose) + "=" + secret + "; Path=/; HttpOnly; SameSite=" + purpose.sameSite + "; Max-Age="
                + lifetime.toSeconds() + (tls ? "; Secure" : "");
    }

    /// A `Set-Cookie` header that takes it back.
    public String clear(Purpose purpose) {
        return set(purpose, "", Duration.ZERO);
    }
}
