package attune.app.config;

import attune.http.auth.Role;
import attune.http.oidc.OidcSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A community that the node hosts.
///
/// @param name   what it is called in the console; on one node no two are called alike
/// @param folder where it is kept
/// @param signIn where its staff may sign in elsewhere; empty for accounts of the node alone
/// @param masterKey where its master key is kept, as `file:`, `env:` or `command:`; empty for a file in the folder
/// @param vault the newest copy of its keys and ledger, told of every erasure before that counts as finished
/// @param budget what it may take before new facts are refused
public record HostedSettings(
        String name,
        Path folder,
        Optional<String> masterKey,
        Optional<Path> vault,
        Optional<OidcSettings> signIn,
        Budget budget) {
    /// The only community of a node that is told nothing about communities.
    public static final HostedSettings USUAL = of("Community", Path.of("attune-data"));

    /// One with every default.
    public static HostedSettings of(String name, Path folder) {
        return new HostedSettings(name, folder, Optional.empty(), Optional.empty(), Optional.empty(), Budget.USUAL);
    }

    static List<HostedSettings> readAll(Section in) {
        return List.copyOf(in.each("word", HostedSettings::read).values());
    }

    private static HostedSettings read(Section in) {
        return new HostedSettings(
                in.findText("name", "What the community is called in the console; if not given, the word in its keys.")
                        .orElse(in.lastWord()),
                in.neededPath("folder", "Where the community is kept."),
                in.findText(
                        "master-key",
                        "Where its master key is kept: file:PATH, env:NAME or command:WORDS, whose output is the key;"
                                + " if not given, the file master.key in the folder."),
                in.findPath(
                        "vault",
                        "The vault of its backups; an erasure counts as finished only once the member's key is gone"
                                + " there, too. If not given, the next backup tells the vault."),
                signIn(in.under("sign-in")),
                budget(in));
    }

    private static Budget budget(Section in) {
        return new Budget(
                in.size(
                        "disk",
                        Budget.USUAL.diskBytes(),
                        1 << 20,
                        1L << 50,
                        "Most that its folder may hold; then new facts get 507."),
                in.size("free", Budget.USUAL.freeBytes(), 0, 1L << 50, "Least that must stay free on its disk."),
                in.size(
                        "memory",
                        Budget.USUAL.memoryBytes(),
                        1 << 20,
                        Budget.UNLIMITED,
                        "Most of the heap that its state may take, as estimated; then new facts get 507."),
                in.share("heap", Budget.USUAL.heapShare(), 0.1, 1, "Most of the heap in use after a collection."));
    }

    private static Optional<OidcSettings> signIn(Section in) {
        Optional<String> issuer = in.findText(
                "issuer",
                "The OpenID Connect provider that staff may sign in with, as it calls itself; if not given, none.");
        String client = in.text("client", "", "What the provider calls this node.");
        Optional<Secret> secret = in.secret("secret", "What proves this node to the provider.");
        String callback = in.text(
                "callback", "", "This node's /signin/return, as browsers reach it and as the provider knows it.");
        String claim = in.text("claim", "groups", "The claim of the ID token that tells the role.");
        List<String> lines = in.texts(
                "roles",
                List.of(),
                "VALUE=ROLE, where the claim has the value: operator, moderator, advertiser or auditor. Who has none is"
                        + " refused.");
        return issuer.map(one -> new OidcSettings(
                URI.create(one),
                client,
                secret.map(Secret::reveal).orElse(""),
                URI.create(callback),
                claim,
                roles(lines)));
    }

    private static Map<String, Role> roles(List<String> lines) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.lastIndexOf('=');
            if (equals < 1) throw new IllegalArgumentException("A role of sign-in is VALUE=ROLE, not " + line + ".");
            roles.put(
                    line.substring(0, equals).strip(),
                    Role.of(line.substring(equals + 1).strip()));
        }
        return roles;
    }
}
