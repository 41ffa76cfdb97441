/// The routes every node offers beside its wings': health, metrics, sign-in, member tokens.
///
/// Does not belong here: routes of a wing.
@NullMarked
package attune.http.operate;

import org.jspecify.annotations.NullMarked;
