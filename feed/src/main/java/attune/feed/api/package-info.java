/// The feed's routes: slates, and why an entry stands where it stands.
/// Not here: composing a slate (`app.surface`), why a post is missing (`member.api`).
@NullMarked
package attune.feed.api;

import org.jspecify.annotations.NullMarked;
