package attune.app.command;

import attune.app.Surroundings;
import attune.app.demo.Demo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            description = "Members at the start (default: ${DEFAULT-VALUE}).",
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
            defaultValue = "300")
    private double speed;

    @Option(names = "--headless", description = "Do not open a browser.")
    private boolean headless;

    DemoCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("attune-demo");
        Instant start = surroundings.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        try (Demo demo = Demo.open(folder, surroundings, seed, members, start)) {
            long t0 = surroundings.tickerNanos().getAsLong();
            demo.found();
            out.printf(
                    "founded in %.1f s, %d events%n",
                    (surroundings.tickerNanos().getAsLong() - t0) / 1e9,
                    demo.attune().log().head());
            t0 = surroundings.tickerNanos().getAsLong();
            demo.live(Duration.ofHours(2));
            out.printf(
                    "two hours in %.1f s, %d events%n",
                    (surroundings.tickerNanos().getAsLong() - t0) / 1e9,
                    demo.attune().log().head());
            t0 = surroundings.tickerNanos().getAsLong();
            out.println(demo.attune().trainer().train());
            out.printf("trained in %.1f s%n", (surroundings.tickerNanos().getAsLong() - t0) / 1e9);
        }
        return 0;
    }
}
