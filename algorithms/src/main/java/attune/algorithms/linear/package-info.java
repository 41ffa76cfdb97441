/// Linear algebra on float rows, and the linear models that need no more: fast, exact to explain.
/// Which features exist and where labels come from belongs in `learning`; the Vector API is used nowhere else.
@NullMarked
package attune.algorithms.linear;

import org.jspecify.annotations.NullMarked;
