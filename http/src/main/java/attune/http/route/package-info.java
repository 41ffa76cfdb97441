/// The routes of the API as data: what is asked, by whom, what is answered, and the function that answers.
///
/// Does not belong here: sockets and connections (`server`).
@NullMarked
package attune.http.route;

import org.jspecify.annotations.NullMarked;
