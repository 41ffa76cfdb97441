/// Measures how good and how dear the product is, on real input and in the laboratory, beside pinned baselines.
/// Not here: measures and intervals (`statistics`), rankers (`algorithms`, `feed`), printing of commands (`command`).
@NullMarked
package attune.app.evaluate;

import org.jspecify.annotations.NullMarked;
