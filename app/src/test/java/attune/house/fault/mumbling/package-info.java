/// Says what it is for and nothing else.
@NullMarked
package attune.house.fault.mumbling;

import org.jspecify.annotations.NullMarked;
