/// The record of one run.
/// Not here: where traces are kept (the assembly decides).
@NullMarked
package attune.pipeline.trace;

import org.jspecify.annotations.NullMarked;
