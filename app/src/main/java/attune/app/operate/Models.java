package attune.app.operate;

import attune.learning.train.ActModel;
import attune.learning.train.ActModelCodec;
import attune.learning.train.ActPrior;
import attune.store.blob.Blobs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The model that serves, swapped as a whole and kept as an artifact, so that a restart serves what served before.
/// Those that served lately are remembered, so that what they ranked can still be explained.
///
/// Guard: the reference to an immutable list; any thread may read, the trainer and erasure write.
public final class Models {
    private static final String ROOM = Blobs.LEARNED;
    private static final int REMEMBERED = 8;

    private final Blobs blobs;
    private final ActPrior prior;
    private final AtomicReference<List<ActModel>> newestFirst;
    private final AtomicLong withdrawals = new AtomicLong();

    private final AtomicReference<@Nullable Training> training = new AtomicReference<>();

    private Models(Blobs blobs, ActPrior prior, ActModel first) {
        this.blobs = blobs;
        this.prior = prior;
        this.newestFirst = new AtomicReference<>(List.of(first));
    }

    /// Serves the newest artifact that fits the prior's features and acts, else the prior itself.
    ///
    /// @param fromMillis what was trained before is past its term and does not serve
    public static Models open(Blobs blobs, ActPrior prior, long fromMillis) {
        Optional<ActModel> kept = blobs.list(ROOM, null, 1).stream()
                .findFirst()
                .filter(listed -> listed.atMillis() >= fromMillis)
                .flatMap(listed -> blobs.get(ROOM, listed.id()))
                .flatMap(bytes -> ActModelCodec.decode(bytes, prior));
        return new Models(blobs, prior, kept.orElseGet(prior::model));
    }

    public ActModel current() {
        return newestFirst.get().getFirst();
    }

    /// A model by the version a trace names; empty when it is not remembered any more.
    public Optional<ActModel> version(String version) {
        return newestFirst.get().stream()
                .filter(model -> model.version().equals(version))
                .findFirst();
    }

    /// How often models were withdrawn; a training notes it before it reads the log.
    public long withdrawals() {
        return withdrawals.get();
    }

    /// Serves the model from the next request on, and keeps it; unless an erasure withdrew models since the
    /// training began, for then it may have read of the erased.
    public synchronized boolean serve(ActModel model, long withdrawalsBefore) {
        if (withdrawals.get() != withdrawalsBefore) return false;
        long id = model.provenance().toSequence();
        long at = model.provenance().trainedAtMillis();
        blobs.put(new Blobs.Blob(ROOM, id, null, at, ActModelCodec.encode(model), List.of(), List.of()));
        newestFirst.updateAndGet(models -> Stream.concat(Stream.of(model), models.stream())
                .limit(REMEMBERED)
                .toList());
        return true;
    }

    /// Notes what a training came to, whether or not its model serves.
    public void note(Training last) {
        training.set(last);
    }

    /// What the last training since the start came to.
    public Optional<Training> training() {
        return Optional.ofNullable(training.get());
    }

    /// Destroys what was trained before, also the model that serves: then the prior does, until the next training.
    /// Returns how many artifacts went.
    public synchronized int expire(long beforeMillis) {
        newestFirst.updateAndGet(models -> {
            List<ActModel> kept =
                    models.stream().filter(model -> stands(model, beforeMillis)).toList();
            return kept.isEmpty() ? List.of(prior.model()) : kept;
        });
        return blobs.expire(ROOM, beforeMillis, Set.of());
    }

    /// Without examples it is the prior, which nobody's data went into.
    private static boolean stands(ActModel model, long beforeMillis) {
        return model.provenance().examples() == 0 || model.provenance().trainedAtMillis() >= beforeMillis;
    }

    /// Drops every artifact and serves the prior: after an erasure no model trained on the erased member's acts
    /// may serve or be the start of another.
    public synchronized void forget() {
        withdrawals.incrementAndGet();
        newestFirst.set(List.of(prior.model()));
        for (Blobs.Listed listed : blobs.list(ROOM, null, Integer.MAX_VALUE)) blobs.delete(ROOM, listed.id());
        blobs.flush();
    }
}
