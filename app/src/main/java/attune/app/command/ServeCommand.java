package attune.app.command;

import attune.app.Community;
import attune.app.Node;
import attune.app.operate.Surroundings;
import attune.http.server.HttpSettings;
import attune.http.server.TlsSettings;
import attune.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./attune serve`: offers the community in a folder over HTTP until it is told to stop.
@Command(
        name = "serve",
        description = "Offers the community in a folder over HTTP, until it is told to stop.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Option(
            names = "--folder",
            description = "Where the community is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "attune-data")
    private Path folder = Path.of("attune-data");

    @Option(
            names = "--name",
            description = "What the community is called (default: ${DEFAULT-VALUE}).",
            defaultValue = "Community")
    private String name = "Community";

    @Option(
            names = "--community",
            paramLabel = "NAME=FOLDER",
            description = "A community and its folder, instead of --name and --folder; given again, the node hosts"
                    + " several, and the key or account that is shown decides which one is asked.")
    private Map<String, Path> communities = new LinkedHashMap<>();

    @Option(names = "--port", description = "The port; 0 takes any (default: ${DEFAULT-VALUE}).", defaultValue = "8080")
    private int port;

    @Option(
            names = "--host",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--named",
            description = "A host name that requests may use, beside those of this machine; may be given again.")
    private Set<String> named = Set.of();

    @Option(
            names = "--open-to-network",
            description = "Listen in plain HTTP on an address that others reach: only behind a proxy that ends TLS.")
    private boolean openToNetwork;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Answer a few requests of its own and stop: for the launcher, which keeps the classes ready.")
    private boolean rehearse;

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    /// A certificate comes with its password.
    static final class Tls {
        @Option(
                names = "--tls-certificate",
                required = true,
                description = "A PKCS#12 file with the certificate and its key.")
        private Path certificate = Path.of("");

        @Option(
                names = "--tls-password-file",
                required = true,
                description = "A file that holds the password of the certificate.")
        private Path passwordFile = Path.of("");
    }

    ServeCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        // On SIGTERM the process ends when the hook does: it waits until everything is written.
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stopped.countDown();
            await(closed);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        if (communities.isEmpty()) communities.put(name, folder);
        try (Communities hosted = Communities.open(communities, surroundings, progress(out));
                Node node = new Node(http(), hosted.all(), surroundings)) {
            node.open();
            tell(out, node);
            hosted.startUpkeep(Duration.ofMinutes(10), Duration.ofHours(1));
            if (rehearse) {
                Rehearsal.of(node.address());
                return 0;
            }
            stopped.await();
            out.println("Stopping: requests under way are answered, then the log is closed.");
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpSettings http() throws IOException {
        HttpSettings settings = HttpSettings.local(port).at(host).named(named).openToNetwork(openToNetwork);
        if (tls == null) return settings;
        String password =
                Files.readString(tls.passwordFile, StandardCharsets.UTF_8).strip();
        return settings.tls(new TlsSettings(tls.certificate, password));
    }

    private static EmbeddedStore.Progress progress(PrintWriter out) {
        return (folded, all) -> out.printf("Reading the log: %,d of %,d events.%n", folded, all);
    }

    private static void tell(PrintWriter out, Node node) {
        out.println("Attune serves at " + node.address());
        for (Community community : node.communities()) {
            if (node.communities().size() > 1) out.println("Community " + community.name());
            community.firstKeys().ifPresent(keys -> {
                out.println("Keys, shown only now. Operator: " + keys.operator());
                out.println("                      Backend:  " + keys.backend());
            });
            out.println("Console, with a link that works once: " + node.signInLink(community));
        }
        out.println("Stop it with Ctrl-C.");
    }
}
