/// Asks a running node, for the command line and for tests.
///
/// Does not belong here: anything a server needs.
@NullMarked
package attune.http.client;

import org.jspecify.annotations.NullMarked;
