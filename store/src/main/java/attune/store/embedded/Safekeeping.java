package attune.store.embedded;

import attune.store.keys.MasterKeySource;
import java.nio.file.Path;
import java.util.Optional;

/// Where is kept what does not lie in a community's folder.
///
/// @param masterKey which key wraps the key ring
/// @param vault the newest copy of keys and ledger, brought up to date before an erasure counts as finished; empty if
///     only backups do that
public record Safekeeping(MasterKeySource masterKey, Optional<Path> vault) {
    public static Safekeeping withoutVault(MasterKeySource masterKey) {
        return new Safekeeping(masterKey, Optional.empty());
    }
}
