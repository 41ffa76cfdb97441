package attune.house.fault.privacy.consent;

import attune.house.fault.model.policy.Grant;

/// Breaks nothing: this one may.
public final class GrantIssuer {
    Grant issue(int member) {
        return new Grant(member);
    }
}
