/// Serves the console's files from the class path.
///
/// Does not belong here: the console's pages themselves (`console`).
@NullMarked
package attune.http.asset;

import org.jspecify.annotations.NullMarked;
