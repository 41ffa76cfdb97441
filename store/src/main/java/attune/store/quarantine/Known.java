package attune.store.quarantine;

import attune.model.event.Act;
import attune.store.view.ItemsView;
import attune.store.view.MembersView;
import attune.store.view.QuarantinesView;
import attune.store.view.SeenView;
import java.util.function.IntFunction;

/// What the state says to whoever watches; read by the log's writer, which is the one that folds.
///
/// @param acts the act table
public record Known(
        MembersView members, ItemsView items, SeenView seen, QuarantinesView quarantines, IntFunction<Act> acts) {}
