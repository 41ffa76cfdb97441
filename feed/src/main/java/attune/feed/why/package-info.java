/// Says why a post stands where it stands, from the trace alone.
/// Not here: why a post is missing (`member`), the sentence of each source (`stage`).
@NullMarked
package attune.feed.why;

import org.jspecify.annotations.NullMarked;
