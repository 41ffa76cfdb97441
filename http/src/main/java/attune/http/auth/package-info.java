/// Knows who is asking and what they may do: keys, member tokens, console sessions and signatures.
///
/// Does not belong here: consent and personal grants, which are the `privacy` wing's.
@NullMarked
package attune.http.auth;

import org.jspecify.annotations.NullMarked;
