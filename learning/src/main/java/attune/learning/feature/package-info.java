/// Features: columns with one definition shared by training and serving.
/// Not here: the hydrators that compute columns (the wings), models over features (`train`).
@NullMarked
package attune.learning.feature;

import org.jspecify.annotations.NullMarked;
