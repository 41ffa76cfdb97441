/// Members and items as short vectors whose products are scores, learned from likes.
/// Linear models on given features belong in `linear`; vectors of content and their indexes do not belong here.
@NullMarked
package attune.algorithms.factor;

import org.jspecify.annotations.NullMarked;
