package attune.http.server;

import attune.http.auth.Cookies;
import attune.http.limit.RateLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a node listens. The defaults are safe on anyone's laptop: loopback only, known host names only, and limits
/// that bound memory: `concurrent` bodies of at most a route's `bodyLimit` each.
///
/// @param host           the address to listen on
/// @param port           0 takes any free port
/// @param hosts          host names a request may name, beside the loopback ones; keeps a page that rebinds its DNS
///                       name to this machine out
/// @param tls            null for plain HTTP
/// @param openToNetwork  listen in plain HTTP on an address that others reach; for a node behind a proxy that ends TLS
/// @param origins        origins of pages that may call with a key or token, such as `https://feed.example`; none by
///                       default, and never with cookies
/// @param limits         how much one asker may ask
/// @param forwarded      whether the last `X-Forwarded-For` address is the asker's: only behind a proxy that sets it
/// @param plainBrowsers  whether browsers come in plain HTTP although others reach the node, so that cookies cannot
/// insist
///                       on TLS
/// @param concurrent     requests answered at a time; more get 503 with `Retry-After`
/// @param connections    open connections; more wait in the system's queue
/// @param arrival        how long a body may take to arrive; a head has as long, or `idle` if that is longer
/// @param idle           how long a silent connection stays open
/// @param headerBytes    longest request line with headers
/// @param grace          how long `close` waits for running requests
public record HttpSettings(
        String host,
        int port,
        Set<String> hosts,
        @Nullable TlsSettings tls,
        boolean openToNetwork,
        Set<String> origins,
        RateLimits limits,
        boolean forwarded,
        boolean plainBrowsers,
        int concurrent,
        int connections,
        Duration arrival,
        Duration idle,
        int headerBytes,
        Duration grace) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public HttpSettings {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
        origins.forEach(Cors::checkOrigin);
        if (concurrent < 1 || connections < 1 || headerBytes < 1024 || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Limits are positive, and a port is 0 to 65535");
        }
    }

    /// Loopback, plain, with every default.
    public static HttpSettings local(int port) {
        return new HttpSettings(
                "127.0.0.1",
                port,
                Set.of(),
                null,
                false,
                Set.of(),
                RateLimits.NONE,
                false,
                false,
                128,
                1024,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                16 * 1024,
                Duration.ofSeconds(5));
    }

    public HttpSettings at(String address) {
        return with(address, port, hosts, tls, openToNetwork, origins, limits, concurrent);
    }

    public HttpSettings named(Set<String> hostNames) {
        return with(host, port, hostNames, tls, openToNetwork, origins, limits, concurrent);
    }

    public HttpSettings tls(TlsSettings certificate) {
        return with(host, port, hosts, certificate, openToNetwork, origins, limits, concurrent);
    }

    public HttpSettings openToNetwork(boolean open) {
        return with(host, port, hosts, tls, open, origins, limits, concurrent);
    }

    public HttpSettings concurrent(int requests) {
        return with(host, port, hosts, tls, openToNetwork, origins, limits, requests);
    }

    public HttpSettings origins(Set<String> pages) {
        return with(host, port, hosts, tls, openToNetwork, pages, limits, concurrent);
    }

    public HttpSettings limits(RateLimits rates) {
        return with(host, port, hosts, tls, openToNetwork, origins, rates, concurrent);
    }

    public HttpSettings connections(int most) {
        return new HttpSettings(
                host,
                port,
                hosts,
                tls,
                openToNetwork,
                origins,
                limits,
                forwarded,
                plainBrowsers,
                concurrent,
                most,
                arrival,
                idle,
                headerBytes,
                grace);
    }

    private HttpSettings with(
            String address,
            int onPort,
            Set<String> names,
            @Nullable TlsSettings certificate,
            boolean open,
            Set<String> pages,
            RateLimits rates,
            int requests) {
        return new HttpSettings(
                address,
                onPort,
                names,
                certificate,
                open,
                pages,
                rates,
                forwarded,
                plainBrowsers,
                requests,
                connections,
                arrival,
                idle,
                headerBytes,
                grace);
    }

    /// Sees to it that a node could listen like this, before anything is made or opened for it.
    ///
    /// @throws IllegalArgumentException with a sentence for the operator when listening like this would be
    /// careless, or
    ///                                  the certificate cannot be used
    public void check() {
        if (tls != null) Certificates.load(tls);
        if (tls != null || openToNetwork) return;
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException("Refusing to listen on " + host
                        + " without TLS: keys and feeds would cross the network in the clear. Listen on 127.0.0.1, give"
                        + " a certificate (http.tls.chain and http.tls.key), or set http.open-to-network = true"
                        + " (--open-to-network) when a proxy in front ends TLS.");
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("There is no address " + host + " on this machine.", unknown);
        }
    }

    /// Tries the port before long work that would be in vain; another may still take it meanwhile.
    ///
    /// @throws IllegalStateException when the port cannot be had
    public void checkPort() {
        try (ServerSocket tried = new ServerSocket()) {
            tried.setReuseAddress(true);
            tried.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw cannotListen(taken);
        }
    }

    IllegalStateException cannotListen(Exception failure) {
        return new IllegalStateException(
                "Cannot listen on " + host + ":" + port + ". Maybe the port is in use? Choose another with --port.",
                failure);
    }

    /// Whether anybody beyond this machine may reach the node, also by a proxy on it: then figures need a proof.
    public boolean reachedByOthers() {
        return tls != null || openToNetwork || forwarded || !hosts.isEmpty();
    }

    /// Whether browsers reach the node by TLS, ended here or by a proxy in front.
    boolean browsersByTls() {
        return tls != null || (reachedByOthers() && !plainBrowsers);
    }

    /// How browsers hold their sessions.
    public Cookies cookies() {
        return new Cookies(browsersByTls());
    }

    /// Every host name a request may name, in lower case.
    Set<String> allowedHosts() {
        Set<String> all = new HashSet<>(LOOPBACK);
        hosts.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        return Set.copyOf(all);
    }
}
