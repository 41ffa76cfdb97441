package attune.http.server;

import attune.http.auth.Credential;
import attune.http.auth.Principal;
import attune.http.limit.RateLimiter;
import attune.http.limit.RouteClass;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Method;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.RouteTable;
import attune.http.telemetry.Attribute;
import attune.http.telemetry.Telemetry;
import attune.http.telemetry.Work;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Walks a request through the house: gate, route, handler, answer, measurement. Each step may end it with a problem,
/// and nothing that fails inside reaches the client as more than "the server failed".
final class Reception extends Handler.Abstract {
    /// What metrics and logs call requests that found no route.
    private static final String NO_ROUTE = "none";

    /// What a request came to, and where it is measured.
    private record Outcome(Sites.Desk desk, String template, Response answer) {}

    private final Sites sites;
    private final Gate gate;
    private final Arrivals arrivals;
    private final Cors cors;
    private final Addresses addresses;
    private final Sender sender;
    private final FailureLog failures;
    private final RequestIds ids;
    private final Places places;
    private final Heads heads;
    private final Telemetry telemetry;
    private final LongSupplier ticker;

    Reception(
            Sites sites,
            Gate gate,
            Arrivals arrivals,
            Cors cors,
            Addresses addresses,
            Sender sender,
            FailureLog failures,
            RequestIds ids,
            Places places,
            Heads heads,
            Telemetry telemetry,
            LongSupplier ticker) {
        this.sites = sites;
        this.gate = gate;
        this.arrivals = arrivals;
        this.cors = cors;
        this.addresses = addresses;
        this.sender = sender;
        this.failures = failures;
        this.ids = ids;
        this.places = places;
        this.heads = heads;
        this.telemetry = telemetry;
        this.ticker = ticker;
    }

    @Override
    public boolean handle(Request in, org.eclipse.jetty.server.Response out, Callback done) {
        long began = ticker.getAsLong();
        String id = ids.next();
        EndPoint connection = in.getConnectionMetaData().getConnection().getEndPoint();
        heads.arrived(connection);
        Callback ended = Callback.from(done, () -> heads.awaited(connection));
        try (Places.Place place = places.place()) {
            Telemetry.Visit visit = telemetry.arrive(in.getHeaders().get("traceparent"), began);
            Outcome outcome = visit.within(() -> outcome(in, id, place));
            sender.send(outcome.answer, id, outcome.template, in, out, ended);
            Method method = method(in);
            String name = method == null ? "other" : method.name();
            long answered = ticker.getAsLong();
            outcome.desk.traffic().answered(name, outcome.template, outcome.answer.status(), answered - began);
            if (visit.listens()) visit.leave(work(outcome, name, began, answered));
        }
        return true;
    }

    private static Work work(Outcome outcome, String method, long began, long ended) {
        int status = outcome.answer.status();
        Work work = Work.of(method + " " + outcome.template, began, ended)
                .with(Attribute.METHOD, method)
                .with(Attribute.ROUTE, outcome.template)
                .with(Attribute.STATUS, status)
                .failed(status >= 500);
        String community = outcome.desk.site();
        return community.isEmpty() ? work : work.with(Attribute.COMMUNITY, community);
    }

    private Outcome outcome(Request in, String id, Places.Place place) {
        String template = NO_ROUTE;
        Sites.Desk desk = sites.front();
        try {
            gate.checkHost(in.getHttpURI(), in.getHeaders());
            RouteTable.Match match = find(in);
            if (match instanceof RouteTable.WrongMethod wrong && cors.isPreflight(in.getMethod(), in.getHeaders())) {
                return new Outcome(desk, template, cors.preflight(wrong));
            }
            if (!(match instanceof RouteTable.Found(Route path, List<String> values))) {
                return new Outcome(desk, template, noRoute(in, match));
            }
            template = path.template().text();
            HttpFields headers = in.getHeaders();
            Sites.Arrival arrival;
            try {
                arrival = sites.recognise(
                        Credential.of(headers.get(HttpHeader.AUTHORIZATION), arrivals.session(headers)));
            } catch (ProblemException wrongProof) {
                // Guessing is limited like signing in, by address.
                return new Outcome(desk, template, guessed(in, wrongProof.problem()));
            }
            desk = arrival.desk();
            Places.Taken taken =
                    path.urgent() ? Places.Taken.YES : place.take(desk.site(), arrival.principal(), addresses.of(in));
            if (taken != Places.Taken.YES)
                return new Outcome(desk, template, noPlace(desk, path, arrival.principal(), taken));
            Route route = desk.own(path).orElseThrow(Reception::noSuchPath);
            return new Outcome(desk, template, answer(in, arrival, route, values, id));
        } catch (ProblemException expected) {
            return new Outcome(desk, template, problem(expected.problem()));
        } catch (Throwable failure) {
            failures.record(id, template, failure);
            Problem problem = ProblemKind.INTERNAL.with("The server failed; it is not the request's fault");
            return new Outcome(desk, template, problem(problem.hint("the log names this failure by the Request-Id")));
        }
    }

    private Response answer(Request in, Sites.Arrival arrival, Route route, List<String> values, String id) {
        int hole = route.template().holes().indexOf("member");
        String member = hole < 0 ? null : values.get(hole);
        RouteClass of = RouteClass.of(route);
        RateLimiter limiter = arrival.desk().limiter();
        String address = addresses.of(in);
        // Who may not ask takes nothing from the member they name.
        String charged = gate.allows(arrival, route, member) ? member : null;
        RateLimiter.Decision decision = limiter.ask(of, arrival.principal(), charged, address);
        if (!decision.allowed()) {
            arrival.desk().traffic().limited(of.word(), decision.by());
            return limited(decision);
        }
        gate.admit(arrival, route, member, in.getHeaders());
        LongConsumer weigh = things -> limiter.weigh(of, arrival.principal(), member, address, things - 1);
        attune.http.route.Request request =
                arrivals.request(in, route, values, arrival.principal(), id, address, weigh);
        if (route.personal() && arrival.principal() instanceof Principal.Staff) witness(arrival, request);
        return standing(decision, route.handler().answer(request));
    }

    private Response guessed(Request in, Problem problem) {
        RateLimiter.Decision decision =
                sites.front().limiter().ask(RouteClass.SIGN_IN, Principal.ANONYMOUS, null, addresses.of(in));
        if (decision.allowed()) return problem(problem);
        sites.front().traffic().limited(RouteClass.SIGN_IN.word(), decision.by());
        return limited(decision);
    }

    private static Response limited(RateLimiter.Decision decision) {
        String whose = switch (decision.by()) {
            case "member" -> "This member has asked too much";
            case "address" -> "Too much was asked from this address without a key";
            default -> "This key has asked too much";
        };
        Problem problem = ProblemKind.TOO_MANY
                .with(whose + " for now")
                .hint("try again in " + decision.retrySeconds()
                        + (decision.retrySeconds() == 1 ? " second" : " seconds"));
        return standing(decision, Response.problem(problem))
                .header("Retry-After", Long.toString(decision.retrySeconds()));
    }

    /// As in the IETF's draft on RateLimit header fields: what the limit is, and where the asker stands.
    private static Response standing(RateLimiter.Decision decision, Response answer) {
        return decision.policy().isEmpty()
                ? answer
                : answer.header("RateLimit-Policy", decision.policy()).header("RateLimit", decision.standing());
    }

    /// Before the answer is made: what cannot be recorded is not shown.
    private void witness(Sites.Arrival arrival, attune.http.route.Request request) {
        try {
            request.witnessed(arrival.desk().witness());
        } catch (RuntimeException failure) {
            failures.record(request.id(), request.route().template().text(), failure);
            throw ProblemKind.UNAVAILABLE
                    .with("This look at personal data could not be recorded, so nothing was shown or changed")
                    .hint("the operator has to look at the disk")
                    .exception();
        }
    }

    private RouteTable.Match find(Request in) {
        String path = in.getHttpURI().getPath();
        return path == null || !path.startsWith("/") ? new RouteTable.NoSuchPath() : sites.find(method(in), path);
    }

    private static Response noRoute(Request in, RouteTable.Match match) {
        if (!(match instanceof RouteTable.WrongMethod wrong)) {
            return problem(noSuchPath().problem());
        }
        if (in.getMethod().equals("OPTIONS")) {
            return Response.nothing().header("Allow", wrong.allow());
        }
        Problem problem = ProblemKind.METHOD_NOT_ALLOWED.with("This path takes " + wrong.allow());
        return problem(problem).header("Allow", wrong.allow());
    }

    private static ProblemException noSuchPath() {
        return Problem.notFound("No route has this path").exception();
    }

    private static Response noPlace(Sites.Desk desk, Route route, Principal who, Places.Taken taken) {
        if (taken == Places.Taken.FULL) {
            desk.traffic().refused();
            return problem(ProblemKind.UNAVAILABLE.with("The server is full").hint("try again in a second"));
        }
        String by = switch (who) {
            case Principal.Anonymous _ -> "address";
            case Principal.Member _ -> "member";
            case Principal.Machine _, Principal.Staff _ -> "key";
        };
        desk.traffic().limited(RouteClass.of(route).word(), by);
        return problem(ProblemKind.TOO_MANY
                .with("Too many requests of this asker are under way")
                .hint("wait for some of them to be answered"));
    }

    /// The headers that some kinds of problems owe the client.
    private static Response problem(Problem problem) {
        Response answer = Response.problem(problem);
        return switch (problem.kind().status()) {
            case 401 -> answer.header("WWW-Authenticate", "Bearer realm=\"attune\"");
            case 408 -> answer.header("Connection", "close");
            case 429, 503 -> answer.header("Retry-After", "1");
            default -> answer;
        };
    }

    private static @Nullable Method method(Request in) {
        return switch (in.getMethod()) {
            case "GET", "HEAD" -> Method.GET;
            case "POST" -> Method.POST;
            case "PUT" -> Method.PUT;
            case "DELETE" -> Method.DELETE;
            default -> null;
        };
    }
}
