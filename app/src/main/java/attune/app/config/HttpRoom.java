package attune.app.config;

import attune.http.server.HttpSettings;
import attune.http.server.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the node listens.
final class HttpRoom {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private HttpRoom() {}

    static HttpSettings read(Section in) {
        HttpSettings usual = HttpSettings.local(8080);
        return new HttpSettings(
                in.text("host", usual.host(), "The address to listen on."),
                (int) in.number("port", usual.port(), 0, 65_535, "The port; 0 takes any free one."),
                Set.copyOf(
                        in.texts("hosts", List.of(), "Host names a request may name, beside those of this machine.")),
                tls(in.under("tls")).orElse(null),
                in.truth(
                        "open-to-network",
                        usual.openToNetwork(),
                        "Listen in plain HTTP on an address that others reach: only behind a proxy that ends TLS."),
                Set.copyOf(in.texts(
                        "origins",
                        List.of(),
                        "Origins of pages whose scripts may call with a key or token, such as https://feed.example.")),
                LimitsRoom.read(in.under("limits")),
                in.truth(
                        "forwarded",
                        usual.forwarded(),
                        "Take the last X-Forwarded-For address for the asker's: only behind a proxy that sets it."),
                in.truth(
                        "plain-browsers",
                        usual.plainBrowsers(),
                        "Browsers come in plain HTTP although others reach the node: for a trial, since sessions can be"
                                + " read on the way."),
                (int) in.number(
                        "concurrent",
                        usual.concurrent(),
                        1,
                        10_000,
                        "Requests answered at a time; more get 503. A program's key holds three quarters of them at"
                                + " most, one member, person or address an eighth, all who show no proof a quarter."),
                (int) in.number(
                        "connections",
                        usual.connections(),
                        1,
                        100_000,
                        "Open connections; more wait. One address has half of them at most, unless http.forwarded."),
                in.duration(
                        "arrival",
                        usual.arrival(),
                        SECOND,
                        HOUR,
                        "How long a body may take to arrive; a request's head has as long, or http.idle if longer."),
                in.duration("idle", usual.idle(), SECOND, HOUR, "How long a silent connection stays open."),
                (int) in.size("header-size", usual.headerBytes(), 1024, 1 << 20, "Longest request line with headers."),
                in.duration(
                        "grace", usual.grace(), Duration.ZERO, HOUR, "How long a stop waits for requests under way."));
    }

    private static Optional<TlsSettings> tls(Section in) {
        Optional<Path> chain = in.findPath("chain", "A PEM file with the certificate and those that lead to its root.");
        Optional<Path> key =
                in.findPath("key", "A PEM file with the certificate's private key, PKCS#8, not encrypted.");
        Optional<Path> store =
                in.findPath("keystore", "A PKCS#12 file with certificate and key, instead of PEM files.");
        Optional<Secret> password = in.secret("password", "The password of the PKCS#12 file.");
        if (store.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("http.tls.keystore and http.tls.password come together.");
        }
        if (chain.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("http.tls.chain and http.tls.key come together.");
        }
        if (chain.isPresent() && store.isPresent()) {
            throw new IllegalArgumentException("Give http.tls.chain and http.tls.key, or http.tls.keystore; not both.");
        }
        key.or(() -> store).ifPresent(Section::warnIfOpen);
        if (chain.isPresent() && key.isPresent()) return Optional.of(new TlsSettings.PemFiles(chain.get(), key.get()));
        return store.map(file ->
                new TlsSettings.KeyStoreFile(file, password.map(Secret::reveal).orElseThrow()));
    }
}
