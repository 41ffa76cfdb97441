package attune.http.server;

import attune.http.metric.Counter;
import attune.http.metric.Metrics;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/// The node's certificate, kept up to date: its files are looked at every few seconds, and a new certificate serves
/// new connections while old ones go on with what they began. A certificate that cannot be used is told in the log and
/// changes nothing. TLS 1.2 and 1.3 only.
final class Tls {
    private static final System.Logger LOG = System.getLogger("attune.http.tls");
    private static final long LOOK_SECONDS = 10;

    private final TlsSettings settings;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final Counter renewed;
    private final Counter failed;
    /// What is served; guarded by this object.
    private Certificates.Loaded served;

    private volatile long expiresMillis;
    private List<String> seen;

    /// @throws IllegalArgumentException when the first certificate cannot be used
    Tls(TlsSettings settings, Metrics metrics) {
        this.settings = settings;
        this.seen = stamps();
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setRenegotiationAllowed(false);
        served = Certificates.load(settings);
        use(served, factory);
        expiresMillis = served.expiresMillis();
        renewed = metrics.counter("attune.tls.reloads", "Certificates looked at anew.", "outcome", "renewed");
        failed = metrics.counter("attune.tls.reloads", "Certificates looked at anew.", "outcome", "failed");
        metrics.gauge(
                "attune.tls.expires", "When the certificate ends, in seconds since 1970.", () -> expiresMillis / 1e3);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    void watch(Scheduler scheduler) {
        Scheduler.Task _ = scheduler.schedule(
                () -> {
                    look();
                    watch(scheduler);
                },
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    }

    /// Takes up what has changed since the last look; one thread at a time.
    synchronized void look() {
        List<String> now = stamps();
        if (now.equals(seen)) return;
        seen = now;
        try {
            Certificates.Loaded loaded = Certificates.load(settings);
            replace(loaded);
            served = loaded;
            expiresMillis = loaded.expiresMillis();
            renewed.add();
            LOG.log(Level.INFO, "The certificate was renewed; it ends at {0}.", Instant.ofEpochMilli(expiresMillis));
        } catch (Exception unusable) {
            failed.add();
            LOG.log(Level.ERROR, "The new certificate is not used, the old one serves on: {0}", unusable.getMessage());
        }
    }

    /// The library lets go of the old one before it takes up the new one, so a failure has to bring the old one
    /// back.
    private void replace(Certificates.Loaded loaded) throws Exception {
        try {
            factory.reload(changed -> use(loaded, (SslContextFactory.Server) changed));
        } catch (Exception unusable) {
            Certificates.Loaded old = served;
            factory.reload(changed -> use(old, (SslContextFactory.Server) changed));
            throw unusable;
        }
    }

    private static void use(Certificates.Loaded loaded, SslContextFactory.Server changed) {
        changed.setKeyStore(loaded.store());
        changed.setKeyStorePassword(loaded.key());
        changed.setKeyManagerPassword(loaded.key());
    }

    /// When and how long each file is. One that is gone for a moment is looked at, cannot be used and changes
    /// nothing.
    private List<String> stamps() {
        List<String> stamps = new ArrayList<>();
        for (Path file : settings.files()) {
            try {
                stamps.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException gone) {
                stamps.add("gone");
            }
        }
        return stamps;
    }
}
