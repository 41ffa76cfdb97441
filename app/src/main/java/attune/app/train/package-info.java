/// Learning from a community's own log, and the upkeep that does it by itself.
/// Not here: the model that serves (`operate`), how models learn (`learning`).
@NullMarked
package attune.app.train;

import org.jspecify.annotations.NullMarked;
