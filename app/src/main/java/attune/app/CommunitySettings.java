package attune.app;

import attune.app.api.StatusRoutes.TownTime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// How a community is offered.
///
/// @param name what it is called; on one node no two are called alike
/// @param keys the file of API keys
/// @param demo whether an operator may be any member: only where nobody is a person
/// @param town the time in a simulated town; empty for a community of people
public record CommunitySettings(String name, Path keys, boolean demo, Supplier<Optional<TownTime>> town) {
    private static final String KEYS = "api-keys.json";

    /// A community of people; its keys lie beside its own files.
    public static CommunitySettings of(String name, Path folder) {
        return new CommunitySettings(name, folder.resolve(KEYS), false, Optional::empty);
    }

    /// The same as a demo, in simulated time.
    public CommunitySettings demo(Supplier<Optional<TownTime>> simulated) {
        return new CommunitySettings(name, keys, true, simulated);
    }
}
