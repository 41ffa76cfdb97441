/// What can be ranked, for whom it is meant, and how it hangs together with other items.
/// Not here: engagement with an item (`event`), what may be done with it (`policy`).
@NullMarked
package attune.model.item;

import org.jspecify.annotations.NullMarked;
