/// Arithmetic of counts that fade with time, for counters kept in primitive arrays.
/// Reading a clock and deciding what is counted do not belong here.
@NullMarked
package attune.statistics.decay;

import org.jspecify.annotations.NullMarked;
