/// Part of the faulty house.
/// Not here: anything that works.
@NullMarked
package attune.house.fault.feed.there;

import org.jspecify.annotations.NullMarked;
