package attune.app.operate;

import attune.http.auth.Principal;
import attune.http.auth.Witness;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.log.Directory;
import attune.store.projection.State;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes into the community's ledger what staff see of members and decide about access. An entry about a member is
/// sealed under that member's key and becomes unreadable when they are erased; the proof that there was one remains.
public final class LedgerWitness implements Witness {
    private final Ledger ledger;
    private final State state;
    private final Directory directory;
    private final InstantSource clock;

    public LedgerWitness(Ledger ledger, State state, Directory directory, InstantSource clock) {
        this.ledger = ledger;
        this.state = state;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void record(Principal who, String action, @Nullable String member, Map<String, String> details) {
        MemberId subject = member == null ? null : known(member);
        ledger.append(new Entry(clock.millis(), actor(who), action, subject, details));
    }

    /// Null for a member whom nobody knows: what was looked for is not kept, for it may be somebody's name
    /// elsewhere.
    private @Nullable MemberId known(String member) {
        return state.read(
                () -> ExternalId.parse(member).flatMap(directory::member).orElse(null));
    }

    private static String actor(Principal who) {
        return switch (who) {
            case Principal.Staff(var role, String name) -> role.word() + ":" + name;
            case Principal.Machine(var role, String keyId) -> role.word() + ":key:" + keyId;
            case Principal.Member _ -> "member";
            case Principal.Anonymous _ -> "nobody";
        };
    }
}
