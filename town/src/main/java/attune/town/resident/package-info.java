/// The people of the town: their roles, homes and the tastes that no ranker ever sees.
///
/// What does not belong here: what residents do with their tastes (see `attune.town.behaviour`) and the ties
/// between them.
@NullMarked
package attune.town.resident;

import org.jspecify.annotations.NullMarked;
