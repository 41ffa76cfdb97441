package attune.app;

import attune.app.api.StatusRoutes.TownTime;
import attune.app.config.Budget;
import attune.http.oidc.OidcSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// How a community is offered.
///
/// @param name   what it is called; on one node no two are called alike
/// @param folder where its keys and accounts lie, beside its own files
/// @param demo   whether an operator may be any member: only where nobody is a person
/// @param oidc   where staff may sign in elsewhere; empty for accounts of the node alone
/// @param budget what it may take before new facts are refused
/// @param town   the time in a simulated town; empty for a community of people
public record CommunitySettings(
        String name,
        Path folder,
        boolean demo,
        Optional<OidcSettings> oidc,
        Budget budget,
        Supplier<Optional<TownTime>> town) {
    /// A community of people.
    public static CommunitySettings of(String name, Path folder) {
        return new CommunitySettings(name, folder, false, Optional.empty(), Budget.USUAL, Optional::empty);
    }

    /// The same as a demo, in simulated time.
    public CommunitySettings demo(Supplier<Optional<TownTime>> simulated) {
        return new CommunitySettings(name, folder, true, oidc, budget, simulated);
    }

    /// The same, with an identity provider.
    public CommunitySettings elsewhere(Optional<OidcSettings> provider) {
        return new CommunitySettings(name, folder, demo, provider, budget, town);
    }

    /// The same within a budget.
    public CommunitySettings within(Budget most) {
        return new CommunitySettings(name, folder, demo, oidc, most, town);
    }

    Path keys() {
        return folder.resolve("api-keys.json");
    }

    Path accounts() {
        return folder.resolve("accounts.json");
    }
}
