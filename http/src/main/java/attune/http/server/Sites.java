package attune.http.server;

import attune.http.auth.Access;
import attune.http.auth.Credential;
import attune.http.auth.Principal;
import attune.http.auth.Witness;
import attune.http.limit.RateLimiter;
import attune.http.metric.Metrics;
import attune.http.route.Method;
import attune.http.route.Route;
import attune.http.route.RouteTable;
import attune.http.route.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Leads a request to its community. Paths are the same for all, so the path is found first and once; then the proof
/// tells whose it is, and that community's own route of the same name answers. Who shows no proof stands at the
/// front: there are the node's public routes, and closed doors.
final class Sites {
    /// A request whose sender is known.
    record Arrival(Desk desk, Principal principal, boolean byCookie) {}

    /// Where the requests of one site are answered and measured.
    ///
    /// @param site   the community's name; empty at the front
    /// @param routes by operation
    record Desk(
            String site,
            Map<String, Route> routes,
            Witness witness,
            Traffic traffic,
            RateLimiter limiter,
            boolean demo) {
        Optional<Route> own(Route found) {
            return Optional.ofNullable(routes.get(found.operation()));
        }
    }

    private record Seat(Site site, Desk desk) {}

    private final RouteTable table;
    private final Desk front;
    private final List<Seat> seats;

    /// @param open    what is answered to those who show no proof
    /// @param limiters a new one for each community, and one for those who belong to none
    /// @param metrics where their requests are measured; a lone site may measure there, too
    Sites(Routes open, List<Site> sites, Metrics metrics, Supplier<RateLimiter> limiters) {
        Traffic nobody = new Traffic(metrics);
        List<Route> paths = new ArrayList<>(open.all());
        Set<String> named = new HashSet<>(byOperation(open).keySet());
        seats = sites.stream()
                .map(site -> new Seat(
                        site,
                        new Desk(
                                site.name(),
                                byOperation(site.routes()),
                                site.witness(),
                                site.metrics() == metrics ? nobody : new Traffic(site.metrics()),
                                limiters.get(),
                                site.demo())))
                .toList();
        for (Site site : sites) {
            for (Route route : site.routes()) {
                if (!named.add(route.operation())) continue;
                if (route.access() == Access.PUBLIC) {
                    throw new IllegalArgumentException(route.operation()
                            + " is for anyone, but who shows no proof belongs to no community. Maybe it is one of the"
                            + " node's own routes?");
                }
                paths.add(route);
            }
        }
        table = new RouteTable(new Routes(paths));
        // Nobody at the front is staff, so there is nothing to witness.
        front = new Desk("", byOperation(new Routes(paths)), (_, _, _, _) -> {}, nobody, limiters.get(), false);
    }

    private static Map<String, Route> byOperation(Routes routes) {
        Map<String, Route> map = new HashMap<>();
        routes.forEach(route -> map.put(route.operation(), route));
        return Map.copyOf(map);
    }

    Desk front() {
        return front;
    }

    /// What the path leads to, whoever asks.
    RouteTable.Match find(@Nullable Method method, String path) {
        return table.find(method, path);
    }

    /// @throws attune.http.problem.ProblemException when a key or token is shown that no community knows
    Arrival recognise(Credential credential) {
        for (Seat seat : seats) {
            Optional<Principal> known = seat.site.doorkeeper().recognise(credential);
            if (known.isPresent()) {
                return new Arrival(seat.desk, known.get(), credential instanceof Credential.Session);
            }
        }
        if (credential instanceof Credential.Bearer) {
            throw Credential.unknown("This key or token is not known, was revoked, or has ended");
        }
        return new Arrival(front, Principal.ANONYMOUS, false);
    }
}
