package attune.app.command;

import attune.app.Community;
import attune.app.Node;
import attune.app.config.Environment;
import attune.app.config.HostedSettings;
import attune.app.config.LogSettings;
import attune.app.config.Settings;
import attune.app.config.SettingsFile;
import attune.app.logging.LogLines;
import attune.app.operate.StopSignals;
import attune.app.operate.Surroundings;
import attune.http.telemetry.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./attune serve`: offers the community in a folder over HTTP until it is told to stop.
@Command(
        name = "serve",
        description = "Offers the community in a folder over HTTP, until it is told to stop.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());

    private final Surroundings surroundings;
    private final Environment environment;
    private final PrintWriter out;
    private final boolean terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", description = "The settings file; options win over it.")
    private @Nullable Path config;

    @Option(names = "--set", description = "One setting, as key=value; may be given again.")
    private Map<String, String> set = Map.of();

    @Option(names = "--folder", description = "Where the community is kept (default: attune-data).")
    private @Nullable Path folder;

    @Option(names = "--name", description = "What the community is called (default: Community).")
    private @Nullable String name;

    @Option(
            names = "--community",
            paramLabel = "NAME=FOLDER",
            description = "A community and its folder, instead of --name and --folder; given again, the node hosts"
                    + " several, and the key or account that is shown decides which one is asked.")
    private Map<String, Path> communities = new LinkedHashMap<>();

    @Option(names = "--port", description = "The port; 0 takes any (default: 8080).")
    private @Nullable String port;

    @Option(names = "--host", description = "The address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

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

    @Option(names = "--tls-certificate", description = "A PKCS#12 file with the certificate and its key.")
    private @Nullable String certificate;

    @Option(names = "--tls-password-file", description = "A file that holds the password of the certificate.")
    private @Nullable String passwordFile;

    /// @param terminal whether somebody sees `out` and nothing keeps it
    ServeCommand(Surroundings surroundings, Environment environment, PrintWriter out, boolean terminal) {
        this.surroundings = surroundings;
        this.environment = environment;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.read(file(), environment);
        List<HostedSettings> hosted = hosted(settings);
        settings.http().check();
        settings.http().checkPort();
        LogSettings log = settings.log();
        LogLines.install(
                log.format(), Level.valueOf(log.quietest().name()), log.access(), System.err, surroundings.clock());
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        // The first signal ends in order, the second at once. Where signals are not heard, a hook waits for the order.
        if (!StopSignals.hear(stopped::countDown, Runtime.getRuntime()::halt)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                stopped.countDown();
                await(closed);
            }));
        }
        try (Telemetry telemetry = NodeSettings.telemetry(settings, surroundings);
                Communities served = Communities.open(
                        hosted,
                        surroundings.telling(telemetry),
                        settings.quarantine(),
                        settings.retention(),
                        (folded, facts) -> LOG.log(Level.INFO, "Read {0} of {1} facts of the log.", folded, facts));
                Node node = new Node(settings.http(), served.all(), surroundings.telling(telemetry))) {
            node.open();
            tell(out, node, terminal);
            served.startUpkeep(settings.upkeep().first(), settings.upkeep().period());
            if (rehearse) {
                Rehearsal.of(node.address());
                return 0;
            }
            stopped.await();
            node.drain();
            if (!settings.upkeep().drain().isZero()) {
                boolean _ =
                        new CountDownLatch(1).await(settings.upkeep().drain().toMillis(), TimeUnit.MILLISECONDS);
            }
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

    /// The file, and the options over it.
    private SettingsFile file() {
        SettingsFile file = config == null ? SettingsFile.empty() : SettingsFile.read(config);
        file = over(file, "http.port", port, "--port");
        file = over(file, "http.host", host, "--host");
        file = over(file, "http.hosts", named.isEmpty() ? null : String.join(",", named), "--named");
        file = over(file, "http.open-to-network", openToNetwork ? "true" : null, "--open-to-network");
        file = over(file, "http.tls.keystore", certificate, "--tls-certificate");
        file = over(
                file, "http.tls.password", passwordFile == null ? null : "file:" + passwordFile, "--tls-password-file");
        for (Map.Entry<String, String> one : set.entrySet()) {
            file = file.with(one.getKey(), one.getValue(), "--set");
        }
        return file;
    }

    private static SettingsFile over(SettingsFile file, String key, @Nullable String value, String option) {
        return value == null ? file : file.with(key, value, option);
    }

    /// The communities of the options, or else those of the file, or else one.
    private List<HostedSettings> hosted(Settings settings) {
        boolean alone = folder != null || name != null;
        if (!communities.isEmpty()) {
            if (alone) throw misunderstood("Name communities by --community, or one by --folder and --name; not both.");
            return communities.entrySet().stream()
                    .map(one -> HostedSettings.of(one.getKey(), one.getValue()))
                    .toList();
        }
        if (alone && !settings.communities().isEmpty()) {
            throw misunderstood("The settings host " + settings.communities().size()
                    + (settings.communities().size() == 1 ? " community" : " communities")
                    + ", which --folder and --name would leave out. Leave those options out, or those settings.");
        }
        if (!settings.communities().isEmpty()) return settings.communities();
        HostedSettings usual = HostedSettings.USUAL;
        return List.of(HostedSettings.of(name == null ? usual.name() : name, folder == null ? usual.folder() : folder));
    }

    private ParameterException misunderstood(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private static void tell(PrintWriter out, Node node, boolean terminal) {
        out.println("Attune serves at " + node.address());
        for (Community community : node.communities()) {
            if (node.communities().size() > 1) out.println("Community " + community.name());
            FirstKeys.tell(out, community, community.folder(), terminal);
            out.println("Console, with a link that works once: " + node.signInLink(community));
        }
        out.println("Stop it with Ctrl-C.");
    }
}
