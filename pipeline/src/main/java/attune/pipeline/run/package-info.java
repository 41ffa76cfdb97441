/// Assembly of a pipeline with its checks, and the walk of one request through it.
/// Not here: ranking knowledge, storage, the network.
@NullMarked
package attune.pipeline.run;

import org.jspecify.annotations.NullMarked;
