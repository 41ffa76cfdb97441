/// Part of the faulty house.
/// Not here: anything that works.
@NullMarked
package attune.house.fault.pipeline.stage;

import org.jspecify.annotations.NullMarked;
