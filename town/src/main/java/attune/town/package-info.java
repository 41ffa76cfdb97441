/// The seeded, living town: members who read, like, reply, tire and leave, driving any node through the small
/// port [Network].
///
/// What does not belong here: ranking, storage, HTTP, or anything a real network would need; the town only
/// pretends to be one.
@NullMarked
package attune.town;

import org.jspecify.annotations.NullMarked;
