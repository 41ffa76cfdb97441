/// Rules that notice floods, impossible times and bot-like acts while they are being written.
/// Not here: what becomes of what is held (`projection`), who decides about it (`privacy`, `app`).
@NullMarked
package attune.store.quarantine;

import org.jspecify.annotations.NullMarked;
