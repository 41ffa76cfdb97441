/// The one issuer of grants.
/// Not here: recording a consent (an event like any other), what is done with a grant (the views check it).
@NullMarked
package attune.privacy.consent;

import org.jspecify.annotations.NullMarked;
