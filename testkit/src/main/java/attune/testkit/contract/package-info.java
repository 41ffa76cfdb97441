/// The suites that every implementation of a port passes. Not here: tests of one implementation's own ways.
@NullMarked
package attune.testkit.contract;

import org.jspecify.annotations.NullMarked;
