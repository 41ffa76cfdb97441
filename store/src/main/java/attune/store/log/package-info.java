/// The port to the one ordered log of a community: drafts in, durable envelopes out, replay from any
/// position. Not here: how it is kept on disk (`embedded`), what is folded from it (`projection`).
@NullMarked
package attune.store.log;

import org.jspecify.annotations.NullMarked;
