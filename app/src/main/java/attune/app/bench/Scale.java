package attune.app.bench;

import attune.app.Attune;
import attune.app.evaluate.Finding;
import attune.app.evaluate.Scorecard;
import attune.app.operate.Surroundings;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.statistics.inference.Interval;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What size costs: how fast a large log is written, how soon a large community is ready, from a snapshot and by
/// replay, and what its state weighs.
public final class Scale {
    private static final int BATCH = 1_000;
    /// Odd, so that one of them is the middle.
    private static final int ROUNDS = 3;
    private static final int UNDER_WAY = 16;
    /// Of forty events, two are a member's joining and consent, one is an item, the rest are acts.
    private static final int EVENTS_PER_MEMBER = 40;

    private final Surroundings surroundings;
    private final Scorecard card;

    public Scale(Surroundings surroundings, Scorecard card) {
        this.surroundings = surroundings;
        this.card = card;
    }

    /// @param folder empty; left full
    public void starts(Path folder, int events) {
        int members = Math.max(1, events / EVENTS_PER_MEMBER);
        card.heading("%,d events of %,d members about as many items; in a real store".formatted(events, members));
        Crowd crowd = new Crowd(members, members, 7, surroundings.clock().millis());
        try (Attune attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT)) {
            fill(attune, "members", crowd::membership, 2 * members);
            fill(attune, "items", crowd::publication, members);
            int acts = events - (int) attune.log().head();
            fill(attune, "acts", number -> Draft.own("bench", Draft.NOW, crowd.act(number)), acts);
            card.add(Finding.of("snapshot.size", attune.store().snapshot() / 1e6, "MB"));
        }
        Series reading = new Series("replay.read-only");
        Series loading = new Series("start.snapshot");
        Series replaying = new Series("start.replay");
        Series saving = new Series("snapshot.write");
        for (int round = 0; round < ROUNDS; round++) {
            long loaded = open(folder, loading, attune -> {
                attune.store().snapshots().deleteAll();
                attune.store().saveNothingAtLast();
                Span span = new Span();
                attune.log().replay(0, _ -> {});
                reading.add(span);
            });
            long replayed = open(folder, replaying, attune -> {
                Span span = new Span();
                attune.store().snapshot();
                saving.add(span);
            });
            if (round > 0) continue;
            card.add(Finding.of("start.snapshot.replayed", (double) loaded, "events"));
            card.add(Finding.of("start.replay.replayed", (double) replayed, "events"));
        }
        List.of(saving, loading, reading, replaying).forEach(Series::tell);
        replaying.tellRate(events);
        replaying.tellOver(reading);
        loading.tellOver(replaying);
    }

    private static List<Projection> fresh() {
        List<Projection> all = new ArrayList<>();
        all.add(new DirectoryFold(7));
        all.addAll(new SharedProjections(new Seal(), Capacity.USUAL).all());
        return all;
    }

    /// A start as the product makes it. Returns how many facts it folded after the snapshot.
    private long open(Path folder, Series into, Consumer<Attune> then) {
        Span span = new Span();
        try (Attune attune = Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT)) {
            into.add(span);
            then.accept(attune);
            return attune.store().start().replayed();
        }
    }

    private void fill(Attune attune, String what, IntFunction<Draft> made, int count) {
        Span span = new Span();
        Deque<CompletableFuture<List<Outcome>>> underWay = new ArrayDeque<>();
        for (int from = 0; from < count; from += BATCH) {
            if (underWay.size() == UNDER_WAY) check(underWay.remove().join());
            underWay.add(attune.log().append(Crowd.batch(made, from, Math.min(count, from + BATCH))));
        }
        underWay.forEach(batch -> check(batch.join()));
        double seconds = span.tell("ingest.batches." + what);
        card.add(Finding.of("ingest.batches." + what + ".rate", count / seconds, "events/s"));
    }

    private static void check(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Rejected rejected) {
                throw new IllegalStateException("The log refused an event of the bench: " + rejected);
            }
        }
    }

    /// Folds in this process, without a disk: what the state alone weighs, members' keys (some sixty bytes
    /// each) not counted.
    public void memory(int members, int items, int actsPerMember) {
        card.heading(
                "%,d members with %d acts each, %,d items; folded in memory".formatted(members, actsPerMember, items));
        Crowd crowd = new Crowd(members, items, 7, surroundings.clock().millis());
        long empty = Meter.heapBytes();
        State state = new State(fresh());
        fold(state, members, number -> joined(number));
        fold(state, members, number -> new Event.ConsentGiven(new MemberId(number), Purpose.PERSONALIZATION, 1));
        long joined = Meter.heapBytes();
        fold(state, items, number -> published(number, members));
        long published = Meter.heapBytes();
        Span span = new Span();
        for (int round = 0; round < actsPerMember; round++) {
            int from = round * members;
            fold(state, members, number -> crowd.act(from + number));
        }
        double seconds = span.tell("memory.fold-acts");
        long all = Meter.heapBytes();
        double acts = (double) members * actsPerMember;
        card.add(Finding.of("memory.fold-acts.rate", acts / seconds, "acts/s"));
        card.add(Finding.of("memory.member", (double) (joined - empty) / members, "bytes"));
        card.add(Finding.of("memory.item", (double) (published - joined) / items, "bytes"));
        card.add(Finding.of("memory.act", (all - published) / acts, "bytes"));
        card.add(Finding.of("memory.state", (all - empty) / 1e6, "MB"));
        Meter.residentBytes().ifPresent(bytes -> card.add(Finding.of("memory.resident", bytes / 1e6, "MB")));
        if (state.sequence() == 0) throw new IllegalStateException("Nothing was folded.");
    }

    private void fold(State state, int count, IntFunction<Event> made) {
        long nowMillis = surroundings.clock().millis();
        Origin origin = Origin.of("bench");
        List<Envelope> group = new ArrayList<>(1_024);
        long sequence = state.read(state::sequence);
        for (int number = 0; number < count; number++) {
            group.add(new Envelope(++sequence, nowMillis, nowMillis, origin, made.apply(number)));
            if (group.size() < 1_024) continue;
            state.fold(group);
            group.clear();
        }
        state.fold(group);
    }

    static Event joined(int number) {
        Profile profile = new Profile(
                Crowd.member(number), "Member " + number, List.of("en"), ZoneOffset.UTC, AgeBand.ADULT, false, true);
        return new Event.MemberJoined(new MemberId(number), profile);
    }

    /// Texts of about a hundred characters.
    static Event published(int number, int members) {
        String text = "No. " + number
                + " river lamp bread north signal garden copper letter winter harbour thread apple" + " and some more";
        Post post = new Post(
                Crowd.item(number), ItemKind.POST, text, "en", Audience.PUBLIC, ThreadLinks.NONE, List.of(), List.of());
        return new Event.ItemPublished(new MemberId(number % members), new ItemId(number), post);
    }

    /// From its making on: wall and CPU.
    private final class Span {
        private final long startedNanos = surroundings.tickerNanos().getAsLong();
        private final long cpuNanos = Meter.processCpuNanos();

        double seconds() {
            return (surroundings.tickerNanos().getAsLong() - startedNanos) / 1e9;
        }

        double cpuSeconds() {
            return (Meter.processCpuNanos() - cpuNanos) / 1e9;
        }

        double tell(String id) {
            double seconds = seconds();
            double cpuSeconds = cpuSeconds();
            card.add(Finding.of(id + ".wall", seconds, "s").costing(cpuSeconds));
            card.add(Finding.of(id + ".cpu", cpuSeconds, "s").costing(cpuSeconds));
            return seconds;
        }
    }

    /// The same measured in every round: told as its middle between the least and the most.
    private final class Series {
        private final String id;
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> cpuSeconds = new ArrayList<>();

        Series(String id) {
            this.id = id;
        }

        void add(Span span) {
            seconds.add(span.seconds());
            cpuSeconds.add(span.cpuSeconds());
        }

        void tell() {
            add(id + ".wall", middle(seconds), "s", null);
            add(id + ".cpu", middle(cpuSeconds), "s", null);
        }

        void tellRate(int events) {
            List<Double> rates = seconds.stream().map(each -> events / each).toList();
            add(id + ".rate", middle(rates), "events/s", null);
        }

        /// The difference within each round.
        void tellOver(Series baseline) {
            add(id + ".wall-over", middle(differences(seconds, baseline.seconds)), "s", baseline.id);
            add(id + ".cpu-over", middle(differences(cpuSeconds, baseline.cpuSeconds)), "s", baseline.id);
        }

        private static List<Double> differences(List<Double> from, List<Double> to) {
            return IntStream.range(0, from.size())
                    .mapToObj(round -> from.get(round) - to.get(round))
                    .toList();
        }

        private void add(String figure, Interval range, String unit, @Nullable String baseline) {
            card.add(new Finding(figure, range.estimate(), unit, range, baseline, null, 0)
                    .costing(middle(cpuSeconds).estimate()));
        }

        private static Interval middle(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return new Interval(
                    sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast(), Interval.USUAL_CONFIDENCE);
        }
    }
}
