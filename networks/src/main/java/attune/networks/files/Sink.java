package attune.networks.files;

import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.util.List;

/// Takes drafts and says what became of each, in their order. A community's log is one (`log::appendNow`); a
/// [Rehearsal] is another.
@FunctionalInterface
public interface Sink {
    List<Outcome> take(List<Draft> drafts);
}
