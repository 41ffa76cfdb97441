/// Seeded chance: every draw of the town comes from a stream named by what it is for, so that one world can be
/// run twice.
///
/// What does not belong here: probabilities of the behaviour model (see `attune.town.behaviour`) and any
/// unseeded randomness.
@NullMarked
package attune.town.chance;

import org.jspecify.annotations.NullMarked;
