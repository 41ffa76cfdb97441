package attune.app.bench;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.Node;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import attune.http.auth.Role;
import attune.http.server.HttpSettings;
import attune.model.identity.MemberId;
import attune.pipeline.Slates;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// One run over one synthetic community in a real store on disk: fill, ask, ask over HTTP, write, start again.
public final class Bench {
    private static final int BATCH = 500;
    /// Batches on their way at once while filling.
    private static final int UNDER_WAY = 8;
    private static final int PAGE = 20;

    private final Size size;
    private final Surroundings surroundings;
    private final Scorecard card;
    private final Crowd crowd;

    /// @param requests asked in process after as many to warm up
    /// @param perSecond open-loop rates over HTTP
    /// @param written events per ingest figure
    public record Size(int members, int items, int requests, List<Integer> perSecond, int seconds, int written) {
        /// What the measurements page tells.
        public static final Size USUAL = new Size(20_000, 200_000, 500, List.of(5, 20, 50), 5, 10_000);
        /// For tests: everything once, nothing long.
        public static final Size QUICK = new Size(100, 500, 10, List.of(20), 1, 128);
    }

    public Bench(Size size, Surroundings surroundings, Scorecard card) {
        this.size = size;
        this.surroundings = surroundings;
        this.card = card;
        this.crowd =
                new Crowd(size.members(), size.items(), 7, surroundings.clock().millis());
    }

    /// @param folder empty; left full
    public void run(Path folder) {
        card.heading("%,d members, %,d items; in a real store".formatted(size.members(), size.items()));
        try (Attune attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT)) {
            fill(attune);
            feed(attune);
            http(attune, folder);
            ingest(attune);
            fresh(attune);
        }
        start(folder);
    }

    private void fill(Attune attune) {
        long empty = Meter.heapBytes();
        append(attune, "members", crowd::membership, 2 * size.members());
        long members = Meter.heapBytes();
        append(attune, "items", crowd::publication, size.items());
        long items = Meter.heapBytes();
        append(attune, "follows", crowd::follow, Crowd.FOLLOWS_PER_MEMBER * size.members());
        append(attune, "likes", crowd::like, Crowd.LIKES_PER_MEMBER * size.members());
        long all = Meter.heapBytes();
        card.add(Finding.of("memory.member-joined", (double) (members - empty) / size.members(), "bytes"));
        card.add(Finding.of("memory.item", (double) (items - members) / size.items(), "bytes"));
        card.add(Finding.of("memory.ties-and-likes-per-member", (double) (all - items) / size.members(), "bytes"));
        card.add(Finding.of("memory.heap", all / 1e6, "MB"));
        Meter.residentBytes().ifPresent(bytes -> card.add(Finding.of("memory.resident", bytes / 1e6, "MB")));
    }

    private void append(Attune attune, String what, IntFunction<Draft> made, int count) {
        long startedNanos = surroundings.tickerNanos().getAsLong();
        long cpuNanos = Meter.processCpuNanos();
        Deque<CompletableFuture<List<Outcome>>> underWay = new ArrayDeque<>();
        for (int from = 0; from < count; from += BATCH) {
            if (underWay.size() == UNDER_WAY) check(underWay.remove().join());
            underWay.add(attune.log().append(Crowd.batch(made, from, Math.min(count, from + BATCH))));
        }
        underWay.forEach(batch -> check(batch.join()));
        tellRate("fill." + what, count, startedNanos, cpuNanos);
    }

    private void tellRate(String id, int count, long startedNanos, long cpuNanos) {
        double seconds = (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e9;
        double cpuSeconds = (Meter.processCpuNanos() - cpuNanos) / 1e9;
        card.add(Finding.of(id + ".rate", count / seconds, "events/s").costing(cpuSeconds));
        card.add(Finding.of(id + ".cpu", cpuSeconds * 1e6 / count, "us/event"));
    }

    private static void check(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Rejected rejected) {
                throw new IllegalStateException("The log refused an event of the bench: " + rejected);
            }
        }
    }

    private void feed(Attune attune) {
        List<Integer> viewers = viewers();
        for (int viewer : viewers) ask(attune, viewer);
        long cpuNanos = Meter.threadCpuNanos();
        long bytes = Meter.threadAllocatedBytes();
        long served = 0;
        for (int viewer : viewers) served += ask(attune, viewer);
        double requests = viewers.size();
        card.add(Finding.of("feed.cpu", (Meter.threadCpuNanos() - cpuNanos) / 1e6 / requests, "ms/request"));
        card.add(Finding.of("feed.allocation", (Meter.threadAllocatedBytes() - bytes) / 1e6 / requests, "MB/request"));
        card.add(Finding.of("feed.entries", served / requests, "entries"));
    }

    private List<Integer> viewers() {
        SplittableRandom random = new SplittableRandom(11);
        List<Integer> viewers = new ArrayList<>();
        for (int number = 0; number < size.requests(); number++) viewers.add(random.nextInt(size.members()));
        return viewers;
    }

    private static int ask(Attune attune, int member) {
        MemberId viewer = attune.store()
                .state()
                .read(() -> attune.directory().member(Crowd.member(member)).orElseThrow());
        Slates.Answer answer = attune.surfaces().slate("home", new Slates.Request(viewer, PAGE, null));
        return answer instanceof Slates.Answer.Served served ? served.entries().size() : 0;
    }

    private void http(Attune attune, Path folder) {
        Community community = new Community(attune, CommunitySettings.of("Bench", folder), surroundings);
        try (Node node = new Node(HttpSettings.local(0), community, surroundings);
                HttpClient client = HttpClient.newHttpClient()) {
            node.open();
            String bearer =
                    "Bearer " + community.keys().mint(Role.BACKEND, "bench").bearer();
            OpenLoop loop = new OpenLoop(client, surroundings.tickerNanos());
            List<Integer> viewers = viewers();
            IntFunction<URI> noOp = number -> node.address().resolve("/health/live");
            IntFunction<URI> home = number -> node.address()
                    .resolve("/v1/members/m" + viewers.get(number % viewers.size()) + "/slates/home?count=" + PAGE);
            loop.run(size.perSecond().getFirst(), size.perSecond().getFirst(), noOp, bearer);
            for (int rate : size.perSecond()) {
                double base = tell("http.no-op", rate, loop.run(rate, rate * size.seconds(), noOp, bearer));
                double cost = tell("http.home", rate, loop.run(rate, rate * size.seconds(), home, bearer));
                card.add(Finding.of("http.home-over-no-op.at-" + rate, cost / base, "ratio of CPU"));
            }
        }
    }

    private double tell(String id, int rate, OpenLoop.Outcome outcome) {
        String at = ".at-" + rate + "-per-s";
        card.add(Finding.of(id + at + ".p50", outcome.latency().quantileNanos(0.5) / 1e6, "ms"));
        card.add(Finding.of(id + at + ".p99", outcome.latency().quantileNanos(0.99) / 1e6, "ms"));
        card.add(Finding.of(id + at + ".cpu", outcome.cpuMillisPerRequest(), "ms/request"));
        if (outcome.failed() > 0) card.add(Finding.of(id + at + ".failed", outcome.failed(), "requests"));
        return outcome.cpuMillisPerRequest();
    }

    /// One sender with large batches, and 64 senders with one event each: acknowledged means on disk and folded.
    private void ingest(Attune attune) {
        int likes = Crowd.LIKES_PER_MEMBER * size.members();
        IntFunction<Draft> more = number -> crowd.like(number % likes);
        long startedNanos = surroundings.tickerNanos().getAsLong();
        long cpuNanos = Meter.processCpuNanos();
        for (int from = 0; from < size.written(); from += BATCH) {
            check(attune.log().appendNow(Crowd.batch(more, from, Math.min(size.written(), from + BATCH))));
        }
        tellRate("ingest.1x500", size.written(), startedNanos, cpuNanos);
        startedNanos = surroundings.tickerNanos().getAsLong();
        cpuNanos = Meter.processCpuNanos();
        for (int from = 0; from < size.written(); from += 64) {
            List<CompletableFuture<List<Outcome>>> underWay = new ArrayList<>();
            for (int number = from; number < Math.min(size.written(), from + 64); number++) {
                underWay.add(attune.log().append(List.of(more.apply(number))));
            }
            underWay.forEach(one -> check(one.join()));
        }
        tellRate("ingest.64x1", size.written(), startedNanos, cpuNanos);
    }

    /// From the call that likes or publishes to the end of the next answer, which must know of it.
    private void fresh(Attune attune) {
        List<Double> likes = new ArrayList<>();
        List<Double> items = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            int liked = round;
            likes.add(millis(() -> {
                check(attune.log().appendNow(List.of(crowd.like(liked))));
                ask(attune, liked / Crowd.LIKES_PER_MEMBER);
            }));
            int number = size.items() + round;
            items.add(millis(() -> {
                check(attune.log().appendNow(List.of(crowd.publication(number))));
                ask(attune, liked);
            }));
        }
        card.add(Finding.of("freshness.like-to-next-answer", median(likes), "ms"));
        card.add(Finding.of("freshness.item-to-next-answer", median(items), "ms"));
    }

    private double millis(Runnable work) {
        long startedNanos = surroundings.tickerNanos().getAsLong();
        work.run();
        return (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void start(Path folder) {
        long startedNanos = surroundings.tickerNanos().getAsLong();
        long cpuNanos = Meter.processCpuNanos();
        try (Attune attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT)) {
            double seconds = (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e9;
            double cpuSeconds = (Meter.processCpuNanos() - cpuNanos) / 1e9;
            card.add(Finding.of("start.wall", seconds, "s").costing(cpuSeconds));
            card.add(Finding.of("start.cpu", cpuSeconds * 1e6 / attune.log().head(), "us/event"));
            card.add(Finding.of("start.events", (double) attune.log().head(), "events"));
        }
    }
}
