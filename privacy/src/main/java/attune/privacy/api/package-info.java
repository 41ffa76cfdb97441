/// The routes of a member's rights: consents, a copy of everything, erasure.
/// Not here: computing a grant (`consent`), the steps of an erasure (`store.erasure`).
@NullMarked
package attune.privacy.api;

import org.jspecify.annotations.NullMarked;
