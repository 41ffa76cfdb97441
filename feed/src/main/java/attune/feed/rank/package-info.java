/// How the feed values posts: the features of the home model, the prior, the value table, the order of a
/// slate. Not here: stages as surfaces name them (`stage`), training (`learning`).
@NullMarked
package attune.feed.rank;

import org.jspecify.annotations.NullMarked;
