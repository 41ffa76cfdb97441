/// Keys: one per member for personal payload, one per community for digests and signatures.
/// Not here: who may call the platform (`http.auth`).
@NullMarked
package attune.store.keys;

import org.jspecify.annotations.NullMarked;
