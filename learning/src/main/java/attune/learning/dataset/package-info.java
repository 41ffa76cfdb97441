/// Examples from the log, correct at their point in time: what a model could know when the impression
/// happened. Not here: how features are computed (`feature`, the wings), training (`train`).
@NullMarked
package attune.learning.dataset;

import org.jspecify.annotations.NullMarked;
