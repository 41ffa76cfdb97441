/// Part of the faulty house.
/// Not here: anything that works.
@NullMarked
package attune.house.fault.app;

import org.jspecify.annotations.NullMarked;
