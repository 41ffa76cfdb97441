/// The request and its candidates: typed attributes of the query, typed columns of the rows.
/// Not here: stages that fill them (the wings), the order they run in (`run`).
@NullMarked
package attune.pipeline.slate;

import org.jspecify.annotations.NullMarked;
