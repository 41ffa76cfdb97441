package attune.app.bench;

import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a start on an empty folder costs until the node has given its first good answers: ready, and its figures to an
/// operator. The node is started by the launcher as an operator would start it; the launcher becomes the node, so its
/// own time counts too.
///
/// CPU time is the figure, because a start on a machine that does something else takes longer but not more of it.
public final class Starts {
    private static final Pattern ADDRESS = Pattern.compile("Attune serves at (\\S+)");
    private static final Pattern KEY = Pattern.compile("Operator: (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path launcher;
    private final LongSupplier tickerNanos;
    private final Scorecard card;

    public Starts(Path launcher, LongSupplier tickerNanos, Scorecard card) {
        this.launcher = launcher;
        this.tickerNanos = tickerNanos;
        this.card = card;
    }

    /// One start.
    private record Start(double cpuSeconds, double seconds) {}

    /// Measures `rounds` starts with the archive of classes and as many without it.
    ///
    /// @param folder empty; left full
    /// @return seconds of CPU, the median with the archive
    public double run(Path folder, int rounds) throws IOException, InterruptedException {
        call("build");
        double plain = tell("start.empty.plain", starts(folder.resolve("plain"), rounds, "plain"));
        double kept = tell("start.empty", starts(folder.resolve("kept"), rounds, ""));
        card.add(Finding.of("start.empty.share-of-plain", kept / plain, "ratio of CPU"));
        return kept;
    }

    private void call(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(launcher.toString(), command).inheritIO().start();
        if (process.waitFor() != 0) throw new IOException(launcher + " " + command + " failed.");
    }

    private List<Start> starts(Path folder, int rounds, String how) throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) starts.add(start(folder.resolve("" + round), how));
        return starts;
    }

    private double tell(String id, List<Start> starts) {
        List<Double> cpu =
                new ArrayList<>(starts.stream().map(Start::cpuSeconds).toList());
        List<Double> wall = new ArrayList<>(starts.stream().map(Start::seconds).toList());
        Collections.sort(cpu);
        Collections.sort(wall);
        double median = cpu.get(cpu.size() / 2);
        card.add(Finding.of(id + ".cpu", median, "s"));
        card.add(Finding.of(id + ".cpu.least", cpu.getFirst(), "s"));
        card.add(Finding.of(id + ".cpu.most", cpu.getLast(), "s"));
        card.add(Finding.of(id + ".wall", wall.get(wall.size() / 2), "s"));
        return median;
    }

    private Start start(Path folder, String how) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString(), "serve", "--folder", folder.toString(), "--port", "0");
        builder.environment().put("ATTUNE_START", how);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long startedNanos = tickerNanos.getAsLong();
        Process node = builder.start();
        try (BufferedReader told = node.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(read(told, ADDRESS));
            String key = Files.readString(Path.of(read(told, KEY))).strip();
            ask(client, address.resolve("/health/ready"), key);
            ask(client, address.resolve("/v1/status"), key);
            double seconds = (tickerNanos.getAsLong() - startedNanos) / 1e9;
            Optional<Duration> cpu = node.info().totalCpuDuration();
            if (cpu.isEmpty()) throw new IOException("This system does not tell what a process used.");
            return new Start(cpu.get().toMillis() / 1e3, seconds);
        } finally {
            node.destroy();
            if (!node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) node.destroyForcibly();
        }
    }

    private static String read(BufferedReader told, Pattern wanted) throws IOException {
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) return found.group(1);
        }
        throw new IOException("The node ended before it said: " + wanted);
    }

    private static void ask(HttpClient client, URI address, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .timeout(PATIENCE)
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) throw new IOException(address.getPath() + " was answered " + status + ".");
    }
}
