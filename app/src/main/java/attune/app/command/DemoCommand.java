package attune.app.command;

import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.Node;
import attune.app.demo.Demo;
import attune.app.logging.LogFormat;
import attune.app.logging.LogLines;
import attune.app.operate.Surroundings;
import attune.app.train.Upkeep;
import attune.http.server.HttpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./attune demo`: a town of simulated members on a community of its own, and the console to look at it.
@Command(
        name = "demo",
        description = "A living town of simulated members, and a console to look at it.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Option(
            names = "--members",
            description = "Members at the start, 50 to 20000 (default: ${DEFAULT-VALUE}).",
            defaultValue = "2000")
    private int members;

    @Option(
            names = "--seed",
            description = "Seed of all chance in the town (default: ${DEFAULT-VALUE}).",
            defaultValue = "7")
    private long seed;

    @Option(
            names = "--speed",
            description = "Town seconds per second (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private double speed;

    @Option(
            names = "--port",
            description = "The console's port; 0 takes any (default: ${DEFAULT-VALUE}).",
            defaultValue = "8787")
    private int port;

    @Option(names = "--headless", description = "Do not open a browser.")
    private boolean headless;

    @Option(
            names = "--for",
            converter = DurationWord.class,
            description = "Stop by itself after so long, such as 30s or 5m.")
    private Duration duration = Duration.ofDays(365);

    @Spec
    private @Nullable CommandSpec spec;

    DemoCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (members < 50 || members > 20_000) throw misunderstood("--members lies in 50 to 20000.");
        if (!(speed > 0 && speed <= 100_000)) throw misunderstood("--speed lies in (0, 100000].");
        if (port < 0 || port > 65_535) throw misunderstood("--port lies in 0 to 65535.");
        HttpSettings http = HttpSettings.local(port);
        http.checkPort();
        LogLines.install(LogFormat.TEXT, System.Logger.Level.INFO, false, System.err, surroundings.clock());
        Path folder = Files.createTempDirectory("attune-demo-");
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        // Ctrl-C ends the wait below; the process ends when everything is closed.
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            awaitQuietly(stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run(http, folder, duration, stop);
        } finally {
            deleteRecursively(folder);
            stopped.countDown();
        }
        return 0;
    }

    private void run(HttpSettings http, Path folder, Duration runs, CountDownLatch stop) throws InterruptedException {
        Instant start = surroundings.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        long began = surroundings.tickerNanos().getAsLong();
        out.printf("A town of %,d moves in …%n", members);
        try (Demo demo = Demo.open(folder, surroundings, seed, members, start)) {
            demo.found();
            Community town = new Community(
                    demo.attune(), CommunitySettings.of("Town", folder).demo(demo::time), surroundings);
            try (Upkeep upkeep = new Upkeep(
                            demo.attune().traces(),
                            demo.attune().trainer(),
                            demo.attune().surroundings().clock(),
                            demo.attune().duties());
                    Node node = new Node(http, town, surroundings)) {
                node.open();
                URI link = node.signInLink(town);
                tell(demo, node, link, began);
                if (!headless) Browser.open(link);
                Thread life = Thread.ofPlatform().name("town").start(() -> demo.live(speed, surroundings));
                upkeep.start(Duration.ZERO, Duration.ofMinutes(5));
                boolean early = stop.await(runs.toMillis(), TimeUnit.MILLISECONDS);
                demo.stop();
                life.join();
                out.printf(
                        "%nThe town rests at %s, after %,d events. %s%n",
                        demo.now(), demo.attune().log().head(), early ? "Bye." : "Its time was up.");
            }
        }
    }

    private ParameterException misunderstood(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private void tell(Demo demo, Node node, URI link, long began) {
        double seconds = (surroundings.tickerNanos().getAsLong() - began) / 1e9;
        String someone = demo.someone();
        List<String> lines = List.of(
                "Ready after %.0f s: %,d events, %,d members. One minute there takes %.1f s here."
                        .formatted(
                                seconds,
                                demo.attune().log().head(),
                                demo.attune().views().members.limit(),
                                60 / speed),
                "",
                "  Console   " + link,
                "            (the link signs you in, once; later: " + node.address() + "/)",
                "",
                "Three things to try:",
                "  1. Be " + someone + ": like a post, and see what the next answer does with it.",
                "  2. Press \"why\" on a post, and \"why not\" on one that only the newest-first column shows.",
                "  3. Switch personalization off, look at the feed that does not profile, and open its trace.",
                "",
                "Stop it with Ctrl-C; nothing is kept.");
        lines.forEach(out::println);
        out.flush();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteRecursively(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The demo's folder " + folder + " could not be removed.", failed);
        }
    }
}
