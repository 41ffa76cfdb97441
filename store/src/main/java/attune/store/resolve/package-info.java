/// From drafts to facts, in the order of the log: numbers for names, what a group of drafts has pending, structural
/// truth. Shared by every implementation of the log. Not here: disks, keys, what a network may say (`networks`).
@NullMarked
package attune.store.resolve;

import org.jspecify.annotations.NullMarked;
