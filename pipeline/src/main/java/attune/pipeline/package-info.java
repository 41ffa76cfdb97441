/// The line every request walks, and the port through which anyone asks for a ranked answer.
/// Not here: stages, surfaces, weights; the pipeline knows no wing.
@NullMarked
package attune.pipeline;

import org.jspecify.annotations.NullMarked;
