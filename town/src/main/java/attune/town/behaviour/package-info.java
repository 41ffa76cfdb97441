/// The published, versioned behaviour model: appeal, acts, examination, fatigue and daily rhythm, every
/// constant in one record.
///
/// What does not belong here: the simulation loop and the port; this package is formulas on residents and posts
/// only.
@NullMarked
package attune.town.behaviour;

import org.jspecify.annotations.NullMarked;
