/// Gates that hold a request to what its member granted.
/// Not here: computing the grant (`consent`).
@NullMarked
package attune.privacy.stage;

import org.jspecify.annotations.NullMarked;
