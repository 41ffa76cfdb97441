package attune.app.command;

import attune.app.Attune;
import attune.app.operate.MasterKeys;
import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Entry;
import attune.store.quarantine.Thresholds;
import attune.store.retention.Retention;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that works on a community's folder while no node runs on it.
final class CommunityFolder {
    @Option(
            names = "--folder",
            description = "The community's folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "attune-data")
    private Path folder = Path.of("attune-data");

    @Option(
            names = "--master-key",
            paramLabel = "SOURCE",
            description = "Where the master key is kept: file:PATH, env:NAME or command:WORDS"
                    + " (default: the file master.key in the folder).")
    private @Nullable String masterKey;

    Path path() {
        return folder;
    }

    MasterKeySource masterKey(SecureRandom random) {
        return MasterKeys.of(masterKey, folder, System::getenv, random);
    }

    Attune open(Surroundings surroundings) {
        return open(folder, masterKey(surroundings.random()), surroundings);
    }

    /// Opens a community whose settings are not known here, by the usual terms. What is past them is left out
    /// in memory alone: nothing is destroyed, and no snapshot is saved.
    static Attune open(Path folder, MasterKeySource masterKey, Surroundings surroundings) {
        Attune attune = Attune.open(
                folder, masterKey, surroundings, Thresholds.USUAL, Retention.USUAL, EmbeddedStore.Progress.SILENT);
        attune.store().saveNothingAtLast();
        return attune;
    }

    /// Records that somebody at the command line reads or changes what is held about a member. What cannot be
    /// recorded is not done.
    static void record(Attune attune, String action, MemberId member) {
        attune.store()
                .ledger()
                .append(new Entry(
                        attune.surroundings().clock().millis(), "operator:command-line", action, member, Map.of()));
    }

    /// The member the network calls so; a failure says how to find one.
    static MemberId member(Attune attune, String externalId) {
        return attune.store()
                .state()
                .read(() -> attune.directory().member(new ExternalId(externalId)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No member is called \"" + externalId + "\" here. Maybe another --folder?"));
    }
}
