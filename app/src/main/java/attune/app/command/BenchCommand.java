package attune.app.command;

import attune.app.bench.Bench;
import attune.app.bench.Ingest;
import attune.app.bench.Scale;
import attune.app.bench.Starts;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./attune bench`: what the product costs, on a synthetic community in a temporary folder.
@Command(
        name = "bench",
        description = "Measures CPU, memory and times on a synthetic community.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Option(names = "--members", description = "Members (default: ${DEFAULT-VALUE}).", defaultValue = "20000")
    private int members;

    @Option(names = "--items", description = "Items (default: ${DEFAULT-VALUE}).", defaultValue = "200000")
    private int items;

    @Option(
            names = "--rates",
            split = ",",
            description = "Requests a second over HTTP (default: ${DEFAULT-VALUE}).",
            defaultValue = "5,20,50")
    private List<Integer> rates = List.of();

    @Option(names = "--quick", description = "Everything once, small: shows that it runs, measures nothing.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Option(names = "--start", description = "Only what a start on an empty folder costs.")
    private boolean start;

    @Option(
            names = "--at-most",
            description = "With --start: seconds of CPU above which this fails (default: ${DEFAULT-VALUE}).",
            defaultValue = "1.0")
    private double atMost;

    @Option(names = "--events", description = "Only writing and starting, with so many events.")
    private int events;

    @Option(
            names = "--keep",
            description = "A folder that is not there yet, to work in and to keep; without it one is made and removed.")
    private @Nullable Path keep;

    @Option(names = "--ingest", description = "Only how fast facts come in over HTTP, beside what bounds it.")
    private boolean ingest;

    @Option(names = "--memory", description = "Only what the state of so many members with 30 acts each weighs.")
    private int memory;

    BenchCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bench.Size usual = Bench.Size.USUAL;
        Bench.Size size = quick
                ? Bench.Size.QUICK
                : new Bench.Size(members, items, usual.requests(), rates, usual.seconds(), usual.written());
        Path folder = keep == null ? Files.createTempDirectory("attune-bench") : Files.createDirectory(keep);
        try {
            if (start) return starts(folder);
            if (ingest) return ingest(folder);
            if (events > 0 || memory > 0) {
                Scale scale = new Scale(surroundings, new Scorecard(out::println, json));
                if (events > 0) scale.starts(folder, events);
                if (memory > 0) scale.memory(memory, memory, 30);
                return 0;
            }
            new Bench(size, surroundings, new Scorecard(out::println, json)).run(folder);
        } finally {
            if (keep == null) remove(folder);
        }
        return 0;
    }

    private int ingest(Path folder) throws IOException {
        Scorecard card = new Scorecard(out::println, json);
        new Ingest(quick ? Ingest.Size.QUICK : Ingest.Size.USUAL, surroundings, card).run(folder);
        return quick || card.allReached() ? 0 : 1;
    }

    private int starts(Path folder) throws IOException, InterruptedException {
        String home = System.getenv("ATTUNE_HOME");
        if (home == null) throw new IllegalStateException("Start it with ./attune, which says where it lies.");
        Scorecard card = new Scorecard(out::println, json);
        card.heading("A start on an empty folder, until its first good answers");
        double cpu = new Starts(Path.of(home, "attune"), surroundings.tickerNanos(), card).run(folder, 5);
        if (cpu <= atMost) return 0;
        out.printf("A start took %.2f s of CPU, more than %.2f.%n", cpu, atMost);
        return 1;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
