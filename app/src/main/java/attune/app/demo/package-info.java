/// The town driving a community, for the demo and the laboratory.
/// Not here: the town itself, which knows no node.
@NullMarked
package attune.app.demo;

import org.jspecify.annotations.NullMarked;
