/// Tries every door of a running node.
/// Not here: tests of what lies behind one (their modules), of the house itself (`attune.house`).
@NullMarked
package attune.app;

import org.jspecify.annotations.NullMarked;
