/// A person's account as far as it decides what may be shown.
/// Not here: what a member did (`event`) or allowed (`policy`).
@NullMarked
package attune.model.member;

import org.jspecify.annotations.NullMarked;
