/// What a member may ask for by law: here, gathering everything that is held about one.
/// Not here: how it is written for them (`api`), forgetting (`store.erasure`).
@NullMarked
package attune.privacy.rights;

import org.jspecify.annotations.NullMarked;
