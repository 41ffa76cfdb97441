/// The surfaces, one file each: their stages in order, from all wings, on one screen.
/// Not here: any stage (the wings).
@NullMarked
package attune.app.surface;

import org.jspecify.annotations.NullMarked;
