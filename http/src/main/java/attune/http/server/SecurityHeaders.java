package attune.http.server;

import org.eclipse.jetty.http.HttpFields;

/// What every answer tells browsers. Scripts and styles come from our own files only, so the console has no inline
/// script, no `style` attribute and nothing from elsewhere; no other site may frame or read what we serve.
final class SecurityHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final HttpFields fields;

    SecurityHeaders(boolean tls) {
        HttpFields.Mutable headers = HttpFields.build()
                .add("Content-Security-Policy", POLICY)
                .add("X-Content-Type-Options", "nosniff")
                .add("X-Frame-Options", "DENY")
                .add("Referrer-Policy", "no-referrer")
                .add("Cross-Origin-Opener-Policy", "same-origin")
                .add("Cross-Origin-Resource-Policy", "same-origin")
                .add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (tls) {
            headers.add("Strict-Transport-Security", "max-age=31536000");
        }
        fields = headers.asImmutable();
    }

    void addTo(HttpFields.Mutable headers) {
        headers.add(fields);
    }
}
