package attune.app.operate;

import attune.learning.train.ActModel;
import java.util.concurrent.atomic.AtomicReference;

/// The model that serves, swapped as a whole. Guard: the reference; any thread may read, the trainer
/// writes.
public final class Models {
    private final AtomicReference<ActModel> current;

    public Models(ActModel first) {
        this.current = new AtomicReference<>(first);
    }

    public ActModel current() {
        return current.get();
    }

    public void serve(ActModel model) {
        current.set(model);
    }
}
