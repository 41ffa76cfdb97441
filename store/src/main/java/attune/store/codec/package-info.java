/// How facts are written as bytes: tagged fields, type numbers, and the row around them. The format is decision 0007.
/// Not here: sealing (`keys`), files (`embedded`), what a fact means to anyone (`projection`).
@NullMarked
package attune.store.codec;

import org.jspecify.annotations.NullMarked;
