/// What a sample allows us to say: intervals and tests, with their assumptions stated.
/// What is measured belongs in `measure`; where the numbers come from is the caller's business.
@NullMarked
package attune.statistics.inference;

import org.jspecify.annotations.NullMarked;
