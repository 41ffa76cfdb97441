package attune.app.api;

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

/// Writes what staff see and decide into the community's ledger, under the key of the member it is about. A name that
/// nobody has is not kept: the entry then is about nobody.
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
        MemberId subject = member == null
                ? null
                : state.read(() -> ExternalId.parse(member).flatMap(directory::member))
                        .orElse(null);
        ledger.append(new Entry(clock.millis(), Principal.actor(who), action, subject, details));
    }
}
