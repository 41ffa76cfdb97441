/// Tests of the rules of quarantine over a whole store in memory.
/// Not here: what the state makes of a quarantine (`store.projection`).
@NullMarked
package attune.testkit.quarantine;

import org.jspecify.annotations.NullMarked;
