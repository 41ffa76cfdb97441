/// What is shipped: the bill of materials of a build.
/// Not here: building it, which is Maven's and the launcher's.
@NullMarked
package attune.app.release;

import org.jspecify.annotations.NullMarked;
