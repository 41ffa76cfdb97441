package attune.app.command;

import attune.app.operate.MasterKeys;
import attune.app.operate.Surroundings;
import attune.store.embedded.Vault;
import attune.store.keys.MasterKeySource;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./attune vault`: the key ring of a community and the master key that wraps it.
@Command(
        name = "vault",
        description = "The key ring of a community, and its master key.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class VaultCommand {
    private final Surroundings surroundings;
    private final PrintWriter out;

    VaultCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Command(
            name = "show",
            description = "What the key ring holds; opens no key and needs no master key.",
            mixinStandardHelpOptions = true)
    int show(@Mixin CommunityFolder folder) {
        Vault.Ring ring = Vault.ring(folder.path());
        out.printf(
                "Community %s%nMaster key %s%n%,d keys of members, %,d destroyed%n",
                ring.origin(), ring.masterKey(), ring.keys(), ring.destroyed().cardinality());
        return 0;
    }

    @Command(
            name = "rotate-master",
            description = "Wrap the key ring under a new master key. Stop the node first; it takes seconds.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin CommunityFolder folder,
            @Option(
                            names = "--new-master-key",
                            paramLabel = "SOURCE",
                            description = "Where the new key is kept (default: a new one, in the place of the old).")
                    @Nullable
                    String next) {
        MasterKeySource from = folder.masterKey(surroundings.random());
        String id = next == null
                ? Vault.rotate(folder.path(), from, surroundings.random())
                : Vault.rotate(
                        folder.path(),
                        from,
                        MasterKeys.of(next, folder.path(), System::getenv, surroundings.random()),
                        surroundings.random());
        out.println("The key ring is wrapped under master key " + id + " now; the old one opens it no more.");
        out.println("Vaults copied earlier still need the old key: run ./attune backup, then destroy it.");
        return 0;
    }
}
