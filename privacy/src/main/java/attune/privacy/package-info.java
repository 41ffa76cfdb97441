/// The wing's door for the assembly: requests for erasure and the holds that delay them.
/// Not here: routes (`api`), gates of surfaces (`stage`), the steps of an erasure (`store.erasure`).
@NullMarked
package attune.privacy;

import org.jspecify.annotations.NullMarked;
