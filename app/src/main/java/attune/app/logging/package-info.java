/// Writes what code says to its loggers, one line an entry, without secrets.
///
/// Does not belong here: what is worth saying; that is with whoever says it, by `System.Logger`.
@NullMarked
package attune.app.logging;

import org.jspecify.annotations.NullMarked;
