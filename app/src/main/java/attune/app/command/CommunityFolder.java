package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.http.telemetry.Telemetry;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Entry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that works on a community's folder while no node runs on it.
final class CommunityFolder {
    @Mixin
    private NodeSettings node = new NodeSettings();

    @Option(
            names = "--folder",
            description = "The community's folder (default: the only one of the settings file, or attune-data).")
    private @Nullable Path folder;

    /// The folder of a community that exists: a mistyped name must not make a new one.
    Path path() {
        Path named = node.folder(folder);
        if (!EmbeddedStore.isAt(named)) {
            throw new IllegalArgumentException("There is no community in " + named + ". Maybe another --folder?");
        }
        return named;
    }

    /// Whether a community exists there yet.
    boolean exists() {
        return EmbeddedStore.isAt(node.folder(folder));
    }

    MasterKeySource masterKey(SecureRandom random) {
        // A vault or a backup may be opened where the community's own folder is lost.
        return node.masterKey(node.folder(folder), random);
    }

    Telemetry telemetry(Surroundings surroundings) {
        return node.telemetry(path(), surroundings);
    }

    Attune open(Surroundings surroundings) {
        return node.open(path(), surroundings);
    }

    /// As [#open], and makes the community if there is none.
    Attune openOrMake(Surroundings surroundings) {
        return node.open(node.folder(folder), surroundings);
    }

    /// Records that somebody at the command line reads or changes what is held about a member. What cannot be
    /// recorded is not done.
    static void record(Attune attune, String action, MemberId member) {
        attune.store()
                .ledger()
                .append(new Entry(
                        attune.surroundings().clock().millis(), "operator:cli:folder", action, member, Map.of()));
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
