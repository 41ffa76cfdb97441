/// The house rules and the tidy rules, each with a name and a reason, each shown to fail on a planted fault (`fault`).
/// Not here: tests of what the product does; those stand beside their code.
@NullMarked
package attune.house;

import org.jspecify.annotations.NullMarked;
