package attune.http.server;

import attune.http.limit.RateLimiter;
import attune.http.metric.Metrics;
import attune.http.route.Routes;
import attune.http.telemetry.Telemetry;
import java.net.URI;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/// Serves routes over HTTP/1.1, each request on a virtual thread of its own.
///
/// ```java
/// var site = new Site("Village", routes, doorkeeper, witness, metrics, false);
/// var settings = HttpSettings.local(8080);
/// var server = new HttpServer(settings, open, List.of(site), metrics, Telemetry.OFF, random, System::nanoTime);
/// server.open();
/// ```
public final class HttpServer implements AutoCloseable {
    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final @Nullable Tls tls;
    private final Heads heads;

    /// @param open   what is answered to those who show no proof
    /// @param sites  the communities behind this port, one or more
    /// @param ticker nanoseconds that only grow, such as `System::nanoTime`
    public HttpServer(
            HttpSettings settings,
            Routes open,
            List<Site> sites,
            Metrics metrics,
            Telemetry telemetry,
            SecureRandom random,
            LongSupplier ticker) {
        this.settings = settings;
        this.server = new Server(new VirtualThreadPool(settings.connections() + 64));
        this.tls = settings.tls() == null ? null : new Tls(settings.tls(), metrics);
        this.connector = new ServerConnector(server, 1, -1, factories(settings, tls));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idle().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.connections(), connector));
        this.heads = new Heads(settings, ticker);
        connector.addBean(heads);
        FailureLog failures = new FailureLog(ticker);
        Cors cors = new Cors(settings.origins());
        Reception reception = new Reception(
                new Sites(open, sites, metrics, () -> new RateLimiter(settings.limits(), ticker)),
                new Gate(settings),
                new Arrivals(settings, ticker),
                cors,
                new Addresses(settings.forwarded()),
                new Sender(settings, cors, failures),
                failures,
                new RequestIds(random),
                new Places(settings.concurrent()),
                heads,
                telemetry,
                ticker);
        server.setHandler(new GracefulHandler(reception));
        server.setErrorHandler(new ErrorPages(new SecurityHeaders(settings.browsersByTls())));
        server.setStopTimeout(settings.grace().toMillis());
    }

    /// Starts to listen.
    ///
    /// @throws IllegalArgumentException with a sentence for the operator when the settings are careless
    /// @throws IllegalStateException    when the port cannot be had
    public void open() {
        settings.check();
        try {
            server.start();
            if (tls != null) tls.watch(connector.getScheduler());
            heads.watch(connector.getScheduler());
        } catch (Exception failure) {
            close();
            throw settings.cannotListen(failure);
        }
    }

    /// Looks at the files of the certificate now, as it does by itself every few seconds.
    public void lookAtCertificate() {
        if (tls != null) tls.look();
    }

    /// Closes connections that are overdue now, as it does by itself every second.
    void lookAtConnections() {
        heads.look();
    }

    /// The port it listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Where it is reached from this machine.
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create(
                (settings.tls() == null ? "http" : "https") + "://" + host.toLowerCase(Locale.ROOT) + ":" + port());
    }

    /// Takes no more requests, lets those running finish within the grace, then stops.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The server did not stop cleanly", failure);
        }
    }

    private static ConnectionFactory[] factories(HttpSettings settings, @Nullable Tls tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(settings.headerBytes());
        http.setIdleTimeout(settings.idle().toMillis());
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(pathsWithIds());
        if (tls == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls.factory(), "http/1.1"), new HttpConnectionFactory(http)
        };
    }

    /// Ids are often addresses themselves, so a path part may hold an encoded slash or percent sign. That is safe
    /// here and only here because we split paths before decoding them.
    private static UriCompliance pathsWithIds() {
        Set<UriCompliance.Violation> allowed = EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);
        return UriCompliance.from(allowed);
    }
}
