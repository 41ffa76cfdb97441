package attune.http.server;

import attune.http.auth.Principal;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Route;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/// Decides whether a request may come in: the host it names, whether a page of another site caused it, and whether its
/// sender may use the route.
final class Gate {
    /// Browsers send this header only for our own console's scripts; no form or picture of another page can.
    static final String CONSOLE_HEADER = "Attune-Console";

    private final Set<String> hosts;

    Gate(HttpSettings settings) {
        this.hosts = settings.allowedHosts();
    }

    /// Keeps out pages that point a DNS name of theirs at this machine: their requests name their own host.
    /// A request line may name a host too; then both must be ours.
    void checkHost(HttpURI uri, HttpFields headers) {
        String header = headers.get(HttpHeader.HOST);
        if (!ours(uri.getHost()) || header == null || !ours(new HostPort(header).getHost())) {
            throw new ProblemException(ProblemKind.WRONG_HOST
                    .with("This server does not answer for the host name of this request")
                    .hint("use localhost, or add the name to the allowed hosts in the settings"));
        }
    }

    private boolean ours(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    void admit(Sites.Arrival arrival, Route route, @Nullable String pathMember, HttpFields headers) {
        if (arrival.byCookie() && !route.method().safe()) {
            checkOwnPage(headers);
        }
        if (!allows(arrival, route, pathMember)) {
            throw refusal(route, arrival.principal());
        }
    }

    boolean allows(Sites.Arrival arrival, Route route, @Nullable String pathMember) {
        return route.access()
                .allows(arrival.principal(), pathMember, arrival.desk().demo());
    }

    private static ProblemException refusal(Route route, Principal principal) {
        ProblemKind kind =
                principal instanceof Principal.Anonymous ? ProblemKind.UNAUTHENTICATED : ProblemKind.FORBIDDEN;
        return new ProblemException(kind.with("This needs " + route.access().words()));
    }

    /// Ports of one machine are one site to a browser, so `SameSite` alone would trust every local page.
    private static void checkOwnPage(HttpFields headers) {
        String origin = headers.get("Origin");
        String host = headers.get(HttpHeader.HOST);
        boolean ours = headers.contains(CONSOLE_HEADER)
                && origin != null
                && host != null
                && origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(host);
        if (!ours) {
            throw new ProblemException(ProblemKind.FORBIDDEN
                    .with("A session may change things only from the console's own pages")
                    .hint("send the header " + CONSOLE_HEADER + ": 1 from the page's own origin, or use a key"));
        }
    }
}
