/// What surfaces may use of the feed: query hydrators, sources, objections, features, scorer and selector
/// for posts. Not here: what a member muted or blocked (`member`), consent (`privacy`), the order of
/// stages (`app/surface`).
@NullMarked
package attune.feed.stage;

import org.jspecify.annotations.NullMarked;
