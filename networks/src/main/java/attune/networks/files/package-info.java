/// Reads files into the log: line by line, within limits, with every complaint at its line, and a report of what was
/// understood.
///
/// Does not belong here: what one event means (`networks.wire`), and how a command is typed or progress is drawn
/// (`app`).
@NullMarked
package attune.networks.files;

import org.jspecify.annotations.NullMarked;
