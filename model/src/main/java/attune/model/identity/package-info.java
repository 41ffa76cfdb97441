/// Who and what: dense ids assigned by the log, and the external ids that stand for them outside.
/// Not here: profiles (`member`), content (`item`), anything that reads or writes storage.
@NullMarked
package attune.model.identity;

import org.jspecify.annotations.NullMarked;
