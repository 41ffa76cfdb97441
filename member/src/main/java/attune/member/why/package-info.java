/// Puts into words what became of an item on its way to a member.
/// Not here: the reasons of filters (the stages that give them), why an item was shown (`feed`).
@NullMarked
package attune.member.why;

import org.jspecify.annotations.NullMarked;
