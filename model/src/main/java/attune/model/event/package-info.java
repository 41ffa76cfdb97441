/// Facts in the past tense, as they enter the log, with the envelope around them.
/// Not here: how facts are encoded or stored (`store.log`).
@NullMarked
package attune.model.event;

import org.jspecify.annotations.NullMarked;
