package attune.app;

import attune.app.config.RetentionSettings;
import attune.app.operate.Models;
import attune.app.operate.PlacementRecord;
import attune.app.operate.RecentRuns;
import attune.app.operate.Surroundings;
import attune.app.operate.Traces;
import attune.app.surface.Surfaces;
import attune.app.train.Trainer;
import attune.app.train.Upkeep;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.model.policy.Seal;
import attune.pipeline.run.Runner;
import attune.privacy.Erasures;
import attune.privacy.consent.GrantIssuer;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Safekeeping;
import attune.store.erasure.Expiring;
import attune.store.ledger.Entry;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.quarantine.Known;
import attune.store.quarantine.Sentry;
import attune.store.quarantine.Thresholds;
import attune.store.retention.Cutoffs;
import attune.store.retention.Retention;
import attune.store.view.HoldsView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// One community: its log, its state, its surfaces, its models. Without static state, so that one process
/// may host several.
public final class Attune implements AutoCloseable {
    /// Share of traces that keep every removed row.
    private static final double FULL_TRACE_SHARE = 0.01;

    /// A member's key and its place in the ring.
    private static final long KEY_BYTES = 64;

    private final Surroundings surroundings;
    private final SharedProjections views;
    private final PlacementRecord placements;
    private final Sentry sentry;
    private final EmbeddedStore store;
    private final GrantIssuer grants;
    private final Models models;
    private final Traces traces;
    private final Surfaces surfaces;
    private final RecentRuns recentRuns;
    private final Trainer trainer;
    private final RetentionSettings terms;
    private final Expiring expiring;
    private final Erasures erasures;
    private final ExecutorService outside;

    private Attune(
            Path folder,
            Safekeeping kept,
            Surroundings surroundings,
            Thresholds thresholds,
            RetentionSettings terms,
            EmbeddedStore.Progress progress) {
        this.surroundings = surroundings;
        this.terms = terms;
        Retention retention = terms.terms().checked();

        // What happened, and what is remembered of it.
        Seal seal = new Seal();
        views = new SharedProjections(seal, Capacity.USUAL);
        placements = new PlacementRecord(surroundings.clock());
        sentry = new Sentry(
                new Known(views.members, views.items, views.encounters, views.quarantines, views.acts::act),
                thresholds,
                placements::placed);
        store = EmbeddedStore.open(
                folder, kept, views.all(), sentry, surroundings.clock(), surroundings.random(), progress);
        placements.start(store.ledger());

        expiring = new Expiring(store.expiration(), store.state(), store.directory(), views.holds, store.snapshots());
        expiring.state(retention.at(surroundings.clock().millis()));

        // What may be used.
        grants = new GrantIssuer(seal, views.members, views.consents);

        // What is worth what, and who predicts it.
        Values values = Values.parse(resource("surface/home.values"));
        models = Models.open(store.blobs(), HomeFeatures.PRIOR, artifactsFromMillis());
        trainer = new Trainer(
                store.log(), store.erasure()::pending, store.ledger(), models, values, retention, surroundings);

        // What members see, and why.
        outside = Executors.newVirtualThreadPerTaskExecutor();
        Runner runner = new Runner(outside, surroundings.tickerNanos(), surroundings.random(), FULL_TRACE_SHARE);
        traces = new Traces(
                store.blobs(),
                terms.traces(),
                () -> store.state()
                        .read(() -> views.holds.holds().stream()
                                .map(HoldsView.Hold::member)
                                .collect(Collectors.toSet())));
        surfaces =
                new Surfaces(views, store.state(), grants, store.log(), traces, models, values, runner, surroundings);

        recentRuns = new RecentRuns(traces, surroundings.tickerNanos());
        Caches.register(store.scanner(), surfaces, recentRuns, placements);

        // What members may undo.
        erasures = new Erasures(
                store.erasure(),
                new Erasures.Derived() {
                    @Override
                    public String withdraw() {
                        return Attune.this.withdraw();
                    }

                    @Override
                    public void forgotten() {
                        recentRuns.forget();
                    }
                },
                store.state(),
                views.holds,
                store.log(),
                store.ledger(),
                surroundings.clock());
    }

    /// With an erasure: nothing made from the erased member's data is used again.
    private String withdraw() {
        surfaces.forgetSlates();
        boolean learned = models.current().provenance().examples() > 0;
        models.forget();
        return learned
                ? "Models that may have learned from the member were dropped. The untrained one serves until the next"
                        + " training, which reads a log without the member."
                : "Nothing had been learned yet; the untrained model serves.";
    }

    /// Opens the community kept in the folder, or a new one, and replays its log.
    public static Attune open(Path folder, Surroundings surroundings, EmbeddedStore.Progress progress) {
        return open(folder, surroundings, Thresholds.USUAL, RetentionSettings.USUAL, progress);
    }

    /// The same with other thresholds for what is quarantined.
    public static Attune open(
            Path folder, Surroundings surroundings, Thresholds thresholds, EmbeddedStore.Progress progress) {
        return open(folder, surroundings, thresholds, RetentionSettings.USUAL, progress);
    }

    /// @param terms how long behaviour serves which purpose, and what was made of it is kept
    public static Attune open(
            Path folder,
            Surroundings surroundings,
            Thresholds thresholds,
            RetentionSettings terms,
            EmbeddedStore.Progress progress) {
        Safekeeping usual = Safekeeping.withoutVault(EmbeddedStore.masterKeyIn(folder, surroundings.random()));
        return open(folder, usual, surroundings, thresholds, terms, progress);
    }

    /// The same with a master key that may be kept elsewhere, and a vault.
    public static Attune open(
            Path folder,
            Safekeeping kept,
            Surroundings surroundings,
            Thresholds thresholds,
            RetentionSettings terms,
            EmbeddedStore.Progress progress) {
        return new Attune(folder, kept, surroundings, thresholds, terms, progress);
    }

    private static String resource(String name) {
        try (InputStream in = Attune.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("The build lacks " + name + ".");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("Reading " + name + " failed.", failed);
        }
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public SharedProjections views() {
        return views;
    }

    public EmbeddedStore store() {
        return store;
    }

    /// Who watches what is written, for its figures.
    public Sentry sentry() {
        return sentry;
    }

    /// What of the sentry's decisions the ledger does not know yet.
    public PlacementRecord placements() {
        return placements;
    }

    public EventLog log() {
        return store.log();
    }

    public Directory directory() {
        return store.directory();
    }

    public GrantIssuer grants() {
        return grants;
    }

    public Models models() {
        return models;
    }

    public Trainer trainer() {
        return trainer;
    }

    public Traces traces() {
        return traces;
    }

    /// The latest runs, for consoles.
    public RecentRuns recentRuns() {
        return recentRuns;
    }

    /// What a serving community owes its members by itself: erasures that waited for the end of a hold, and
    /// terms that are over.
    public List<Upkeep.Duty> duties() {
        return List.of(
                this::finishErasures,
                this::settle,
                this::expire,
                this::expireArtifacts,
                this::publishLedger,
                this::save);
    }

    private String save() {
        long bytes = store.snapshotIfWorth();
        return bytes == 0 ? "No snapshot was due." : "A snapshot of " + bytes + " bytes was saved.";
    }

    private String finishErasures() {
        return erasures.finish() + " erasures finished whose pass had failed.";
    }

    private String settle() {
        return erasures.settle() + " members erased whose hold ended.";
    }

    private long artifactsFromMillis() {
        return surroundings.clock().millis() - terms.artifacts().toMillis();
    }

    private String expireArtifacts() {
        return models.expire(artifactsFromMillis()) + " models past their term destroyed.";
    }

    private String expire() {
        Cutoffs today = terms.terms().at(surroundings.clock().millis());
        OptionalLong passed = expiring.daily(today);
        if (passed.isEmpty()) return "Terms were looked at today.";
        long destroyed = passed.getAsLong();
        if (destroyed > 0) {
            store.snapshot();
            long now = surroundings.clock().millis();
            Map<String, String> details = Map.of("facts", String.valueOf(destroyed));
            store.ledger().append(new Entry(now, "platform", "retention.carried-out", null, details));
        }
        return destroyed + " facts past their terms destroyed.";
    }

    private String publishLedger() {
        store.ledger().publish();
        return store.ledger().size() + " entries of the ledger are covered by a signed checkpoint.";
    }

    /// About how much of the heap the community takes.
    public long heapBytes() {
        return store.heapBytes() + KEY_BYTES * store.state().read(views.members::limit);
    }

    public Erasures erasures() {
        return erasures;
    }

    public Surfaces surfaces() {
        return surfaces;
    }

    /// Closes in the reverse order of opening.
    @Override
    public void close() {
        outside.close();
        placements.close();
        store.close();
    }
}
