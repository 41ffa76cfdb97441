/// The bytes of snapshots: how a projection's arrays are written and read back (decision 0020).
/// Not here: what is saved (each projection), which files there are and which of them is loaded (`embedded`).
@NullMarked
package attune.store.snapshot;

import org.jspecify.annotations.NullMarked;
