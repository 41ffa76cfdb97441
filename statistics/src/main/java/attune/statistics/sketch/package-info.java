/// Small summaries of many values, with a known relative error.
/// Exact measures belong in `measure`; publishing metrics belongs in `app`.
@NullMarked
package attune.statistics.sketch;

import org.jspecify.annotations.NullMarked;
