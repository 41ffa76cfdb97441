/// The JSON form of events, both ways: what a network sends becomes drafts for the log, and events of the log
/// become JSON again for whoever asks for a copy.
///
/// Does not belong here: how a body or a file is read (`http`, `networks.files`), and what the events then do
/// (`store`).
@NullMarked
package attune.networks.wire;

import org.jspecify.annotations.NullMarked;
