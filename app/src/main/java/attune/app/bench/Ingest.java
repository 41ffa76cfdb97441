package attune.app.bench;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.Node;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import attune.http.auth.Role;
import attune.http.json.Json;
import attune.http.limit.RateLimits;
import attune.http.server.HttpSettings;
import attune.networks.wire.Reading;
import attune.networks.wire.Sender;
import attune.networks.wire.TraceReferences;
import attune.networks.wire.WireEvents;
import attune.statistics.inference.Interval;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// How fast facts come in by the whole way (HTTP, JSON, validation, idempotency, sealing, synced commit, fold,
/// acknowledgement), in batches and as single requests from 64 connections. Beside each, in the same rounds, what
/// bounds
/// it: the same facts appended in process, a request that does nothing from the same connections, and the disk's own
/// sync.
///
/// Callers run in a process of their own on the same cores, so their CPU takes from the node's; it is told apart.
public final class Ingest {
    private static final int CONNECTIONS = 64;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int BATCH = 1_000;
    private static final int SYNCED_BYTES = 4_096;
    private static final double BATCH_BAR = 60_000;
    private static final double SINGLE_BAR = 8_000;

    private final Size size;
    private final Surroundings surroundings;
    private final Scorecard card;
    private final WireFacts facts;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private long next;

    /// @param rounds  measured after one that warms up; with six, least and most hold the median with 97 %
    /// confidence
    /// @param batched facts in batches, a round
    /// @param single  facts in requests of their own, a round
    /// @param syncs   of the disk, a round
    public record Size(int members, int items, int rounds, int batched, int single, int syncs) {
        /// What the measurements page tells.
        public static final Size USUAL = new Size(100_000, 50_000, 6, 200_000, 24_000, 200);
        /// For tests: everything once, nothing long.
        public static final Size QUICK = new Size(100, 100, 1, 2_000, 128, 2);
    }

    public Ingest(Size size, Surroundings surroundings, Scorecard card) {
        this.size = size;
        this.surroundings = surroundings;
        this.card = card;
        this.facts =
                new WireFacts(size.members(), size.items(), surroundings.clock().millis());
    }

    private record Series(String unit, List<Double> values) {}

    /// @param folder empty; left full
    public void run(Path folder) throws IOException {
        card.heading("Facts through HTTP: %,d members, %,d items, in a real store; node and callers share %d cores"
                .formatted(size.members(), size.items(), Runtime.getRuntime().availableProcessors()));
        try (Attune attune = Attune.open(folder.resolve("c"), surroundings, EmbeddedStore.Progress.SILENT)) {
            fill(attune);
            Community community =
                    new Community(attune, CommunitySettings.of("Bench", folder.resolve("c")), surroundings);
            try (Node node = new Node(HttpSettings.local(0).limits(RateLimits.usual()), community, surroundings)) {
                node.open();
                String bearer = community.keys().mint(Role.INGEST, "bench").bearer();
                try (CallerProcess callers = new CallerProcess(node.address().getPort(), bearer)) {
                    for (int round = 0; round <= size.rounds(); round++) {
                        round(attune, callers, folder);
                        if (round == 0) series.clear();
                    }
                }
            }
            tell(attune);
        }
    }

    private void round(Attune attune, CallerProcess callers, Path folder) throws IOException {
        sync(folder.resolve("syncs"));
        int batches = size.batched() / BATCH;
        inProcess(attune, "ingest.batches.in-process", BATCH, BATCH_CONNECTIONS * 2, batches);
        overHttp(attune, callers, "ingest.batches.http", Callers.Kind.EVENTS, BATCH_CONNECTIONS, BATCH, batches);
        inProcess(attune, "ingest.singles.in-process", 1, CONNECTIONS, size.single());
        overHttp(attune, callers, "ingest.singles.no-op", Callers.Kind.LIVE, CONNECTIONS, 1, size.single());
        overHttp(attune, callers, "ingest.singles.empty", Callers.Kind.EMPTY, CONNECTIONS, 1, size.single());
        overHttp(attune, callers, "ingest.singles.http", Callers.Kind.EVENTS, CONNECTIONS, 1, size.single());
    }

    private void fill(Attune attune) {
        Crowd crowd =
                new Crowd(size.members(), size.items(), 7, surroundings.clock().millis());
        append(attune, crowd::membership, 2 * size.members());
        append(attune, crowd::publication, size.items());
    }

    private static void append(Attune attune, IntFunction<Draft> made, int count) {
        List<List<Draft>> batches = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            batches.add(Crowd.batch(made, from, Math.min(count, from + BATCH)));
        }
        append(attune, batches, 16);
    }

    private static void append(Attune attune, List<List<Draft>> batches, int underWay) {
        Deque<CompletableFuture<List<Outcome>>> waiting = new ArrayDeque<>();
        for (List<Draft> batch : batches) {
            if (waiting.size() == underWay) check(waiting.remove().join());
            waiting.add(attune.log().append(batch));
        }
        waiting.forEach(batch -> check(batch.join()));
    }

    private static void check(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IllegalStateException("The log did not take a fact of the bench: " + outcome);
            }
        }
    }

    /// Drafts are made of the same JSON before the clock starts. Single ones come from as many virtual threads as
    /// there
    /// are connections, each waiting for its own; batches from one thread that keeps some under way.
    private void inProcess(Attune attune, String id, int each, int underWay, int count) {
        List<List<Draft>> batches = new ArrayList<>();
        for (int batch = 0; batch < count; batch++) batches.add(drafts(each));
        Span span = new Span();
        if (each > 1) {
            append(attune, batches, underWay);
        } else {
            waitingEach(attune, batches, underWay);
        }
        span.end(id, (long) count * each, "event");
    }

    private static void waitingEach(Attune attune, List<List<Draft>> batches, int senders) {
        AtomicInteger at = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            Thread.ofVirtual().start(() -> {
                try {
                    for (int mine = at.getAndIncrement(); mine < batches.size(); mine = at.getAndIncrement()) {
                        check(attune.log().appendNow(batches.get(mine)));
                    }
                    done.complete(null);
                } catch (RuntimeException failed) {
                    done.completeExceptionally(failed);
                }
            });
        }
        all.forEach(CompletableFuture::join);
    }

    private List<Draft> drafts(int count) {
        WireEvents wire = new WireEvents("api", TraceReferences.NONE);
        List<Draft> drafts = new ArrayList<>(count);
        for (int fact = 0; fact < count; fact++) {
            StringBuilder json = new StringBuilder();
            facts.write(next++, json);
            Reading reading = wire.read(Json.parseObject(json.toString()), Sender.NETWORK);
            if (!(reading instanceof Reading.Understood understood)) {
                throw new IllegalStateException("The bench made a fact that is not understood: " + reading);
            }
            drafts.add(understood.draft());
        }
        return drafts;
    }

    private void overHttp(
            Attune attune, CallerProcess callers, String id, Callers.Kind kind, int connections, int each, int requests)
            throws IOException {
        long head = attune.log().head();
        Span span = new Span();
        Callers.Report report = callers.run(new Callers.Order(kind, connections, each, requests, next, facts));
        boolean events = kind == Callers.Kind.EVENTS;
        long count = (long) requests * each;
        span.end(id, count, report.seconds(), events ? "event" : "request");
        add(id + ".callers-cpu", report.cpuSeconds() * 1e6 / count, events ? "us/event" : "us/request");
        add(id + ".p50", report.p50Millis(), "ms");
        add(id + ".p99", report.p99Millis(), "ms");
        if (!events) return;
        next += count;
        if (report.accepted() != count || attune.log().head() < head + count) {
            throw new IllegalStateException("Of " + count + " facts " + report.accepted() + " were acknowledged and "
                    + (attune.log().head() - head) + " are in the log.");
        }
    }

    /// What one small write costs until it is on the disk, without anything of ours.
    private void sync(Path file) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(SYNCED_BYTES);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long startedNanos = surroundings.tickerNanos().getAsLong();
            for (int number = 0; number < size.syncs(); number++) {
                channel.write(page.clear());
                channel.force(false);
            }
            double seconds = (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e9;
            add("ingest.disk.sync", seconds * 1e3 / size.syncs(), "ms");
        }
    }

    private void add(String id, double value, String unit) {
        series.computeIfAbsent(id, _ -> new Series(unit, new ArrayList<>()))
                .values()
                .add(value);
    }

    private void tell(Attune attune) {
        series.forEach((id, one) -> card.add(median(id, one)));
        ratio("ingest.batches.http-over-in-process", "ingest.batches.http.cpu", "ingest.batches.in-process.cpu");
        ratio("ingest.singles.http-over-in-process", "ingest.singles.http.cpu", "ingest.singles.in-process.cpu");
        ratio("ingest.singles.http-over-no-op", "ingest.singles.http.cpu", "ingest.singles.no-op.cpu");
        var standing = attune.views().quarantines;
        int held = attune.store().state().read(() -> standing.standing().length);
        card.add(Finding.of("ingest.members-held", held, "members"));
        Meter.residentBytes().ifPresent(bytes -> card.add(Finding.of("memory.resident", bytes / 1e6, "MB")));
        double batches = middle("ingest.batches.http.rate");
        double singles = middle("ingest.singles.http.rate");
        card.bar("%,.0f events/s in batches, at least %,.0f".formatted(batches, BATCH_BAR), batches >= BATCH_BAR);
        card.bar(
                "%,.0f single events/s from %d connections, at least %,.0f".formatted(singles, CONNECTIONS, SINGLE_BAR),
                singles >= SINGLE_BAR);
    }

    private void ratio(String id, String of, String to) {
        card.add(Finding.of(id, middle(of) / middle(to), "ratio of CPU"));
    }

    private double middle(String id) {
        return median(id, java.util.Objects.requireNonNull(series.get(id))).value();
    }

    /// The middle of the rounds, between the least and the most.
    private static Finding median(String id, Series one) {
        List<Double> sorted = one.values().stream().sorted().toList();
        int half = sorted.size() / 2;
        double middle = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        Interval range = new Interval(middle, sorted.getFirst(), sorted.getLast(), Interval.USUAL_CONFIDENCE);
        return new Finding(id, middle, one.unit(), range, null, null, 0);
    }

    /// From its making on: wall and CPU of this process.
    private final class Span {
        private final long startedNanos = surroundings.tickerNanos().getAsLong();
        private final long cpuNanos = Meter.processCpuNanos();

        void end(String id, long count, String what) {
            end(id, count, (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e9, what);
        }

        void end(String id, long count, double seconds, String what) {
            double cpuSeconds = (Meter.processCpuNanos() - cpuNanos) / 1e9;
            add(id + ".rate", count / seconds, what + "s/s");
            add(id + ".cpu", cpuSeconds * 1e6 / count, "us/" + what);
        }
    }
}
