/// Opaque bytes kept beside the log: traces and model artifacts, with the members they name.
/// Not here: what the bytes mean.
@NullMarked
package attune.store.blob;

import org.jspecify.annotations.NullMarked;
