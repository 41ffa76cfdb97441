/// Puts one community together, by hand: read `Attune` from top to bottom and you have read the system's
/// diagram. Not here: anything that decides what a member sees.
@NullMarked
package attune.app;

import org.jspecify.annotations.NullMarked;
