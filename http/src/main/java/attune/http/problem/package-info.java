/// Says what went wrong with a request as data: an RFC 9457 problem that names the field and how to mend it.
///
/// Does not belong here: how a problem is written to a client (`route`), and failures that are the server's own
/// (`server`).
@NullMarked
package attune.http.problem;

import org.jspecify.annotations.NullMarked;
