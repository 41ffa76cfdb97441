/// Measures what the product costs: CPU, memory, time to answer and time to start, on a synthetic community in
/// a real store. Not here: how good the answers are (`evaluate`), benchmarks of single functions
/// (`benchmarks`).
@NullMarked
package attune.app.bench;

import org.jspecify.annotations.NullMarked;
