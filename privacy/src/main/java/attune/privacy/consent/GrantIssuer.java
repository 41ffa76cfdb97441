package attune.privacy.consent;

import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.view.ConsentsView;
import attune.store.view.MembersView;
import java.util.EnumSet;
import java.util.Set;

/// Computes what may be done with a member's data right now. The only code that makes a [Grant] (decision
/// 0013).
///
/// Purposes that need no consent are granted to every active member; the others only with a standing
/// consent. Ads by profile are never granted for minors, whatever they agreed to.
public final class GrantIssuer {
    private final Seal seal;
    private final MembersView members;
    private final ConsentsView consents;

    public GrantIssuer(Seal seal, MembersView members, ConsentsView consents) {
        this.seal = seal;
        this.members = members;
        this.consents = consents;
    }

    /// The grant for this moment; call it under the state's read lock, once per request.
    public Grant grant(MemberId member) {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        if (members.active(member.value())) {
            for (Purpose purpose : Purpose.values()) {
                if (!purpose.needsConsent() || consented(member, purpose)) purposes.add(purpose);
            }
        }
        return new Grant(seal, member, purposes);
    }

    private boolean consented(MemberId member, Purpose purpose) {
        if (purpose == Purpose.ADVERTISING && members.ageBand(member.value()).minor()) return false;
        return consents.given(member.value(), purpose);
    }
}
