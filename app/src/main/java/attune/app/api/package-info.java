/// The node's own routes: events in, members, items, acts, traces, pipelines, status.
/// Not here: routes of a wing (its `api`), starting a server (`Node`).
@NullMarked
package attune.app.api;

import org.jspecify.annotations.NullMarked;
