/// Reads and writes JSON within limits, with errors that name the place, without showing which library does the work.
///
/// Does not belong here: what a particular body must contain (`schema`).
@NullMarked
package attune.http.json;

import org.jspecify.annotations.NullMarked;
