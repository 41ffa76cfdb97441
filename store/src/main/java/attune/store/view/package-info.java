/// Read-only faces of the shared projections; personal ones demand a grant.
/// Not here: anything that changes state.
@NullMarked
package attune.store.view;

import org.jspecify.annotations.NullMarked;
