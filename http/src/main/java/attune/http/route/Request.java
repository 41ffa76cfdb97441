package attune.http.route;

import attune.http.auth.Principal;
import attune.http.auth.Witness;
import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonLines;
import attune.http.json.JsonObject;
import attune.http.json.NearestName;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A request that has found its route: the path is matched and decoded, the query is checked, and the caller is
/// known and allowed.
public final class Request {
    private final Route route;
    private final String id;
    private final String address;
    private final Principal principal;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final Headers headers;
    private final Optional<String> session;
    private final Body body;
    private final LongConsumer weighing;

    private Request(Building from) {
        this.route = from.route;
        this.id = from.id;
        this.address = from.address;
        this.principal = from.principal;
        this.path = Map.copyOf(from.path);
        this.query = checked(from.route, from.query);
        this.headers = from.headers;
        this.session = from.session;
        this.body = from.body;
        this.weighing = from.weighing;
    }

    /// Starts a request to a route; the server uses it, and tests that call a handler without a server.
    public static Building to(Route route) {
        return new Building(route);
    }

    public Route route() {
        return route;
    }

    /// Random, in the answer's `Request-Id` header; to find the log line of a failure.
    public String id() {
        return id;
    }

    /// Where the request comes from, an IPv4 address or an IPv6 network of one household: for throttles, never for
    /// logs.
    public String address() {
        return address;
    }

    public Principal principal() {
        return principal;
    }

    /// Records that somebody looks at personal data: who, by which operation, and about whom, where the request
    /// says so.
    ///
    /// @throws RuntimeException when it is not durably recorded
    public void witnessed(Witness witness) {
        String member = path.getOrDefault("member", query.getOrDefault("member", ""));
        witness.record(
                principal, "member.accessed", member.isEmpty() ? null : member, Map.of("operation", route.operation()));
    }

    /// The decoded value of a `{name}` in the path.
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path " + route.template() + " has no {" + name + "}");
        }
        return value;
    }

    /// The value given for a declared query parameter, or its default.
    public Optional<String> query(String name) {
        Parameter parameter = declared(name);
        return Optional.ofNullable(query.getOrDefault(name, parameter.absent()));
    }

    /// The whole number given for a query parameter that has a default.
    public int queryInteger(String name) {
        return Math.toIntExact(Long.parseLong(query(name).orElseThrow()));
    }

    public boolean queryTruth(String name) {
        return Boolean.parseBoolean(query(name).orElseThrow());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.find(name));
    }

    /// The secret of the console's session that the browser holds, whether or not it proves anybody.
    public Optional<String> session() {
        return session;
    }

    /// Tells how many things the request turned out to bring, such as events; its sender's limit is charged for
    /// them.
    public void weigh(long things) {
        weighing.accept(things);
    }

    /// The body as an object that fits the route's schema.
    public JsonObject body() {
        if (body.mediaType() != null && !body.mediaType().equals("application/json")) {
            throw unsupported(body.mediaType());
        }
        JsonObject object = Json.parseObject(bytes(), JsonLimits.STANDARD);
        if (route.body() != null) {
            route.body().check(object);
        }
        return object;
    }

    /// Whether the body is newline-delimited JSON, to be read with `lines`.
    public boolean hasLines() {
        return route.lines() && "application/x-ndjson".equals(body.mediaType());
    }

    /// The body line by line, as it arrives.
    public JsonLines lines() {
        if (!hasLines()) {
            throw unsupported(String.valueOf(body.mediaType()));
        }
        return new JsonLines(body.in(), JsonLimits.STANDARD.withBytes(route.bodyLimit()));
    }

    public byte[] bytes() {
        try {
            return body.in().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("The request's body stopped arriving", failure);
        }
    }

    private ProblemException unsupported(String mediaType) {
        String hint = "send application/json" + (route.lines() ? " or application/x-ndjson" : "");
        return new ProblemException(ProblemKind.UNSUPPORTED_TYPE
                .with("This route does not read " + mediaType)
                .hint(hint));
    }

    private Parameter declared(String name) {
        return route.query().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(route.operation() + " declares no query parameter " + name));
    }

    private static Map<String, String> checked(Route route, Map<String, String> given) {
        Map<String, String> unknown = new LinkedHashMap<>(given);
        for (Parameter parameter : route.query()) {
            String value = unknown.remove(parameter.name());
            if (value != null) {
                parameter.check(value);
            }
        }
        if (!unknown.isEmpty()) {
            String name = unknown.keySet().iterator().next();
            throw new ProblemException(Problem.invalid(name, "unknown query parameter", knownTo(route, name)));
        }
        return Map.copyOf(given);
    }

    private static String knownTo(Route route, String name) {
        var names = route.query().stream().map(Parameter::name).toList();
        return NearestName.of(name, names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse(names.isEmpty() ? "this route takes none" : "known here: " + String.join(", ", names));
    }

    /// Looks up a header whatever the case of its name; null when the request has none of that name.
    @FunctionalInterface
    public interface Headers {
        Headers NONE = _ -> null;

        @Nullable
        String find(String name);
    }

    /// Collects a request's parts.
    public static final class Building {
        private final Route route;
        private final Map<String, String> path = new HashMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private Headers headers = Headers.NONE;
        private Optional<String> session = Optional.empty();
        private String id = "none";
        private String address = "";
        private Principal principal = Principal.ANONYMOUS;
        private Body body = Body.NONE;
        private LongConsumer weighing = _ -> {};

        private Building(Route route) {
            this.route = route;
        }

        public Building id(String requestId) {
            id = requestId;
            return this;
        }

        public Building from(String remoteAddress) {
            address = remoteAddress;
            return this;
        }

        public Building weighing(LongConsumer charge) {
            weighing = charge;
            return this;
        }

        public Building as(Principal caller) {
            principal = caller;
            return this;
        }

        public Building path(String name, String decoded) {
            path.put(name, decoded);
            return this;
        }

        /// @throws ProblemException when the parameter is given twice
        public Building query(String name, String value) {
            if (query.put(name, value) != null) {
                throw new ProblemException(Problem.invalid(name, "given twice", "keep one of them"));
            }
            return this;
        }

        public Building headers(Headers given) {
            headers = given;
            return this;
        }

        public Building session(Optional<String> secret) {
            session = secret;
            return this;
        }

        public Building body(Body arriving) {
            body = arriving;
            return this;
        }

        public Building json(String text) {
            return body(new Body("application/json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }

        /// @throws ProblemException when the query does not fit the route
        public Request build() {
            return new Request(this);
        }
    }
}
