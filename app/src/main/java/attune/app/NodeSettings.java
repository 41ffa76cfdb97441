package attune.app;

import attune.app.api.StatusRoutes.TownTime;
import attune.http.server.HttpSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// How a node offers a community.
///
/// @param http how it listens, and whether it is a demo
/// @param keys the file of API keys
/// @param community what the community is called
/// @param town the time in a simulated town; empty for a community of people
public record NodeSettings(HttpSettings http, Path keys, String community, Supplier<Optional<TownTime>> town) {
    private static final String KEYS = "api-keys.json";

    /// The keys lie beside the community's own files.
    public static NodeSettings of(HttpSettings http, Path folder, String community) {
        return new NodeSettings(http, folder.resolve(KEYS), community, Optional::empty);
    }

    public NodeSettings in(Supplier<Optional<TownTime>> simulated) {
        return new NodeSettings(http, keys, community, simulated);
    }
}
