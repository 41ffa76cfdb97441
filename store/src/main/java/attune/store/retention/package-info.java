/// How long facts serve which purpose, and when nothing is left that they serve.
/// Not here: who asks for it and when (the assembly), how rows leave a file (`embedded`).
@NullMarked
package attune.store.retention;

import org.jspecify.annotations.NullMarked;
