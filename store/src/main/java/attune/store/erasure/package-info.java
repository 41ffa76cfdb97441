/// Removing for good: a member, or what is past its term; the order of the steps across log, state, keys and blobs.
/// Not here: who may ask for it, and the receipt a person gets (`privacy`).
@NullMarked
package attune.store.erasure;

import org.jspecify.annotations.NullMarked;
