/// Signing in elsewhere: OpenID Connect with an identity provider that the operator chose. Not here: accounts and
/// passwords of our own (`account`), sessions (`auth`).
@NullMarked
package attune.http.oidc;

import org.jspecify.annotations.NullMarked;
