/// Counts and times what happens, for Prometheus, without showing the library that does it.
///
/// Does not belong here: what is worth counting; whoever does a thing counts it.
@NullMarked
package attune.http.metric;

import org.jspecify.annotations.NullMarked;
