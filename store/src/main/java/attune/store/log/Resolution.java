package attune.store.log;

import attune.model.event.Event;

/// Turns foreign names into dense ids in the order of the log. Runs in the writer's thread, so it must be
/// quick and pure beyond what it asks [Ids] for.
@FunctionalInterface
public interface Resolution {
    Event resolve(Ids ids) throws Rejection;
}
