/// Models of rows of categorical fields (who, what, when, where), one value of each: factorization machines and deep
/// ones on top. Models of dense features belong in `linear`; which fields there are is the caller's business.
@NullMarked
package attune.algorithms.field;

import org.jspecify.annotations.NullMarked;
