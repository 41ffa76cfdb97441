package attune.app.command;

import attune.app.operate.Surroundings;
import attune.http.telemetry.Attribute;
import attune.http.telemetry.Telemetry;
import attune.http.telemetry.Work;
import attune.store.embedded.Backup;
import attune.store.embedded.BackupCheck;
import attune.store.embedded.Manifest;
import attune.store.embedded.Scrub;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./attune backup`: copies a community's data while it serves, and brings its vault up to date.
@Command(
        name = "backup",
        description = "Copy a community's data while it serves; keys and ledger go to the vault.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder = new CommunityFolder();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--to", paramLabel = "DIR", description = "A new or empty folder for this backup.")
    private @Nullable Path to;

    @Option(
            names = "--vault",
            paramLabel = "DIR",
            description = "The folder that keeps the newest key ring and ledger; one for all backups.")
    private @Nullable Path vault;

    BackupCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (to == null || vault == null) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Name --to DIR and --vault DIR.");
        }
        Manifest manifest = take(to, vault);
        out.printf(
                "Backed up %,d facts up to position %,d to %s; keys and ledger to %s.%n",
                manifest.facts(), manifest.sequence(), to, vault);
        return 0;
    }

    private Manifest take(Path backup, Path keys) {
        try (Telemetry telemetry = folder.telemetry(surroundings)) {
            long startedNanos = surroundings.tickerNanos().getAsLong();
            Manifest manifest = Backup.take(folder.path(), backup, keys, surroundings.clock());
            long endedNanos = surroundings.tickerNanos().getAsLong();
            telemetry.tell(Work.of("backup", startedNanos, endedNanos)
                    .with(Attribute.EVENTS, manifest.facts())
                    .asSeldom());
            return manifest;
        }
    }

    @Command(
            name = "verify",
            description = "Compare a backup with its manifest, and open every fact in it.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin CommunityFolder folder,
            @Parameters(paramLabel = "DIR", description = "The backup.") Path backup,
            @Option(names = "--vault", paramLabel = "DIR", required = true, description = "The vault.") Path keys) {
        BackupCheck.Report report =
                BackupCheck.of(backup, keys, folder.masterKey(surroundings.random()), surroundings.random());
        out.printf(
                "%,d facts decoded, %,d personal payloads opened, %,d of members erased since.%n",
                report.facts(), report.opened(), report.erased());
        report.findings().forEach(finding -> out.println("FOUND: " + finding));
        out.println(report.clean() ? "The backup is whole." : "The backup is damaged. Use another.");
        return report.clean() ? 0 : 1;
    }

    @Command(
            name = "scrub",
            description = "Take members who were erased since out of backups.",
            mixinStandardHelpOptions = true)
    int scrub(
            @Mixin CommunityFolder folder,
            @Parameters(paramLabel = "DIR", arity = "1..*", description = "The backups.") List<Path> backups,
            @Option(names = "--vault", paramLabel = "DIR", required = true, description = "The vault.") Path keys) {
        for (Path backup : backups) {
            int erased = Scrub.of(
                    backup, keys, folder.masterKey(surroundings.random()), surroundings.clock(), surroundings.random());
            out.printf("%s: %,d members taken out.%n", backup, erased);
        }
        return 0;
    }
}
