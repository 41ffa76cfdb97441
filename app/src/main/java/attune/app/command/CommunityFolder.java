package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of every command that works on a community's folder while no node runs on it.
final class CommunityFolder {
    @Option(
            names = "--folder",
            description = "The community's folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "attune-data")
    private Path folder = Path.of("attune-data");

    Path path() {
        return folder;
    }

    Attune open(Surroundings surroundings) {
        return Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT);
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
