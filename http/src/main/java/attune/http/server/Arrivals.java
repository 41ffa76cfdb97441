package attune.http.server;

import attune.http.auth.Cookies;
import attune.http.auth.Principal;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Body;
import attune.http.route.PathDecoding;
import attune.http.route.Request;
import attune.http.route.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Makes our request out of the library's.
final class Arrivals {
    private final LongSupplier ticker;
    private final long arrivalNanos;
    private final Cookies cookies;

    Arrivals(HttpSettings settings, LongSupplier ticker) {
        this.ticker = ticker;
        this.arrivalNanos = settings.arrival().toNanos();
        this.cookies = settings.cookies();
    }

    /// @throws ProblemException when the query does not fit the route, or the body is too long or packed
    Request request(
            org.eclipse.jetty.server.Request in,
            Route route,
            List<String> values,
            Principal principal,
            String id,
            String address,
            LongConsumer weigh) {
        HttpFields headers = in.getHeaders();
        checkAccepts(route, headers.get(HttpHeader.ACCEPT));
        Request.Building request = Request.to(route)
                .id(id)
                .from(address)
                .as(principal)
                .weighing(weigh)
                .headers(headers::get)
                .session(session(headers));
        List<String> holes = route.template().holes();
        for (int i = 0; i < values.size(); i++) {
            request.path(holes.get(i), values.get(i));
        }
        query(in.getHttpURI().getQuery(), request);
        if (!route.method().safe()) {
            request.body(body(in, route));
        }
        return request.build();
    }

    /// The secret of the session whose cookie the request carries.
    Optional<String> session(HttpFields headers) {
        return cookies.find(Cookies.Purpose.SESSION, headers.get(HttpHeader.COOKIE));
    }

    private static void query(@Nullable String query, Request.Building request) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            request.query(decode(name), decode(value));
        }
    }

    private static String decode(String text) {
        return PathDecoding.decode(text.replace('+', ' '));
    }

    private Body body(org.eclipse.jetty.server.Request in, Route route) {
        String packing = in.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        boolean packed = packing != null && packing.strip().equalsIgnoreCase("gzip");
        if (packing != null && !packed && !packing.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemKind.UNSUPPORTED_TYPE
                    .with("Bodies are read plain or in gzip, not in another packing")
                    .hint("send the body as it is, or with Content-Encoding: gzip"));
        }
        if (in.getLength() > route.bodyLimit()) {
            throw LimitedBody.tooLarge(route.bodyLimit());
        }
        LimitedBody bytes = new LimitedBody(
                Content.Source.asInputStream(in), route.bodyLimit(), ticker, ticker.getAsLong() + arrivalNanos);
        return new Body(
                mediaType(in.getHeaders().get(HttpHeader.CONTENT_TYPE)),
                packed ? new GunzippedBody(bytes, route.bodyLimit()) : bytes);
    }

    private static @Nullable String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static void checkAccepts(Route route, @Nullable String accept) {
        String type = mediaType(route.answerType());
        if (accept == null || accept.contains("*/*") || type == null || type.equals("*/*")) {
            return;
        }
        String family = type.substring(0, type.indexOf('/')) + "/*";
        String wanted = accept.toLowerCase(Locale.ROOT);
        if (!wanted.contains(type) && !wanted.contains(family)) {
            throw new ProblemException(ProblemKind.NOT_ACCEPTABLE
                    .with("This route answers " + type)
                    .hint("accept " + type));
        }
    }
}
