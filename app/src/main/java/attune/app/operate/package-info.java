/// Running a community: traces, models, what a node tells about itself.
/// Not here: what surfaces show.
@NullMarked
package attune.app.operate;

import org.jspecify.annotations.NullMarked;
