/// The kinds of stage, and what each declares about itself.
/// Not here: any particular stage.
@NullMarked
package attune.pipeline.stage;

import org.jspecify.annotations.NullMarked;
