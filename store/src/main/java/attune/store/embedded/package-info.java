/// The ports of this module on SQLite, in one folder per community.
/// Not here: other engines; they are modules of their own.
@NullMarked
package attune.store.embedded;

import org.jspecify.annotations.NullMarked;
