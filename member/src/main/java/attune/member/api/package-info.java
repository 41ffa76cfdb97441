/// The member's routes: what a member chose, and why a post is missing.
/// Not here: why a post was shown (`feed.api`), consents and rights (`privacy.api`).
@NullMarked
package attune.member.api;

import org.jspecify.annotations.NullMarked;
