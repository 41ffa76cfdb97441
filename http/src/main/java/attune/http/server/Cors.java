package attune.http.server;

import attune.http.route.Response;
import attune.http.route.RouteTable;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Lets scripts of listed pages call with a key or token in a header (Fetch Standard, CORS protocol). Off unless an
/// origin is listed; the origin is repeated, never `*`; credentials are never allowed, so no page of elsewhere can use
/// the console's cookie.
final class Cors {
    private static final String ASKED_HEADERS =
            "Authorization, Content-Type, Content-Encoding, If-None-Match, traceparent";
    private static final String SHOWN_HEADERS = "Request-Id, ETag, Retry-After, RateLimit, RateLimit-Policy";
    private static final String KEPT_SECONDS = "600";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    /// @throws IllegalArgumentException when it is not exactly what a browser sends as `Origin`
    static void checkOrigin(String origin) {
        URI uri = URI.create(origin);
        String scheme = uri.getScheme();
        boolean plain = uri.getHost() != null
                && uri.getPath().isEmpty()
                && uri.getQuery() == null
                && uri.getUserInfo() == null
                && ("https".equals(scheme) || "http".equals(scheme));
        if (!plain || !origin.equals(origin.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(origin + " is no origin. Write https://feed.example, in lower case and"
                    + " without a path; there is no word for all of them.");
        }
    }

    /// Adds what an answer tells the browser. Every answer varies by origin once any is listed, so that no
    /// cache hands one page's permission to another.
    void permit(HttpFields asked, HttpFields.Mutable answer) {
        if (origins.isEmpty()) return;
        answer.add(HttpHeader.VARY, "Origin");
        String origin = asked.get("Origin");
        if (!listed(origin)) return;
        answer.put("Access-Control-Allow-Origin", origin);
        answer.put("Access-Control-Expose-Headers", SHOWN_HEADERS);
        answer.put("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /// Whether the request only asks whether another one may be made.
    boolean isPreflight(String method, HttpFields asked) {
        return method.equals("OPTIONS")
                && listed(asked.get("Origin"))
                && asked.contains("Access-Control-Request-Method");
    }

    /// @param path what the path takes
    Response preflight(RouteTable.WrongMethod path) {
        return Response.nothing()
                .header("Access-Control-Allow-Methods", path.allow())
                .header("Access-Control-Allow-Headers", ASKED_HEADERS)
                .header("Access-Control-Max-Age", KEPT_SECONDS)
                .header("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    }

    private boolean listed(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
