/// The commands of the launcher.
/// Not here: what they run; a command parses, calls and prints.
@NullMarked
package attune.app.command;

import org.jspecify.annotations.NullMarked;
