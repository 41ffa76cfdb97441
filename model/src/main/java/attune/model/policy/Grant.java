package attune.model.policy;

import attune.model.identity.MemberId;
import java.util.EnumSet;
import java.util.Set;

/// The computed permission to use one member's data for some purposes, at the moment of a request. Minted
/// by the issuer in `privacy` only (a house rule checks it); views verify the seal.
public final class Grant {
    private final Seal seal;
    private final MemberId member;
    private final Set<Purpose> purposes;

    public Grant(Seal seal, MemberId member, Set<Purpose> purposes) {
        this.seal = seal;
        this.member = member;
        this.purposes = purposes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(purposes));
    }

    public MemberId member() {
        return member;
    }

    public Set<Purpose> purposes() {
        return purposes;
    }

    public boolean allows(Purpose purpose) {
        return purposes.contains(purpose);
    }

    /// Throws unless this grant bears `expected` and covers `purpose`. Called by every view of personal
    /// columns.
    public void demand(Seal expected, Purpose purpose) {
        if (seal != expected) throw new Denied("This grant does not bear the community's seal.");
        if (!allows(purpose)) throw new Denied("This grant does not cover " + purpose + ". Maybe consent is missing.");
    }

    /// A stage reached for data it was not granted. Always a fault of assembly, never of a member.
    public static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1;

        Denied(String message) {
            super(message);
        }
    }
}
