/// Models over features: their prior, their training, their provenance.
/// Not here: where examples come from (`dataset`), which surface uses which model (`app`).
@NullMarked
package attune.learning.train;

import org.jspecify.annotations.NullMarked;
