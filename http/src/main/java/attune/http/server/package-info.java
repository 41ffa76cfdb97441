/// Sockets: takes requests in, keeps strangers and floods out, hands what is left to routes, and sends the answers.
///
/// Does not belong here: what any route answers.
@NullMarked
package attune.http.server;

import org.jspecify.annotations.NullMarked;
