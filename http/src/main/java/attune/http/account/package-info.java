/// Accounts of the people who work on the platform: passwords, second factors, invitations, and signing in. Not here:
/// keys, tokens and sessions (`auth`), members of the network, who have no account with us.
@NullMarked
package attune.http.account;

import org.jspecify.annotations.NullMarked;
