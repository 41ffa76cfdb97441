package attune.app.operate;

import attune.learning.train.ActModel;
import attune.learning.train.ActModelCodec;
import attune.learning.train.ActPrior;
import attune.store.blob.Blobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The model that serves, swapped as a whole and kept as an artifact, so that a restart serves what served before.
/// Guard: the reference; any thread may read, the trainer and erasure write.
public final class Models {
    private static final String ROOM = "artifact";

    private final Blobs blobs;
    private final ActPrior prior;
    private final AtomicReference<ActModel> current;

    private Models(Blobs blobs, ActPrior prior, ActModel first) {
        this.blobs = blobs;
        this.prior = prior;
        this.current = new AtomicReference<>(first);
    }

    /// Serves the newest artifact that fits the prior's features and acts, else the prior itself.
    public static Models open(Blobs blobs, ActPrior prior) {
        Optional<ActModel> kept = blobs.list(ROOM, null, 1).stream()
                .findFirst()
                .flatMap(listed -> blobs.get(ROOM, listed.id()))
                .flatMap(bytes -> ActModelCodec.decode(bytes, prior));
        return new Models(blobs, prior, kept.orElseGet(prior::model));
    }

    public ActModel current() {
        return current.get();
    }

    /// Serves the model from the next request on, and keeps it.
    public void serve(ActModel model) {
        long id = model.provenance().toSequence();
        long at = model.provenance().trainedAtMillis();
        blobs.put(new Blobs.Blob(ROOM, id, null, at, ActModelCodec.encode(model), List.of(), List.of()));
        current.set(model);
    }

    /// Drops every artifact and serves the prior: after an erasure no model trained on the erased member's acts may
    /// serve
    /// or be the start of another.
    public void forget() {
        current.set(prior.model());
        for (Blobs.Listed listed : blobs.list(ROOM, null, Integer.MAX_VALUE)) blobs.delete(ROOM, listed.id());
        blobs.flush();
    }
}
