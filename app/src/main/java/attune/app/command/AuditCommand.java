package attune.app.command;

import attune.app.operate.Surroundings;
import attune.store.embedded.Audits;
import attune.store.embedded.LedgerAudit;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger.Recorded;
import attune.store.ledger.NoteKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./attune audit`: the tamper-evident ledger, verified or shown. The node may be serving meanwhile.
@Command(
        name = "audit",
        description = "Verify or show the ledger of decisions about persons.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
    private final Surroundings surroundings;
    private final PrintWriter out;

    AuditCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Command(
            name = "verify",
            description = "Recompute every hash, and compare with signed checkpoints.",
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin CommunityFolder folder,
            @Option(
                            names = "--checkpoints",
                            paramLabel = "FILE",
                            description = "A file of checkpoints kept elsewhere; may be given again.")
                    @Nullable
                    List<Path> checkpoints,
            @Option(
                            names = "--verifier",
                            paramLabel = "KEY",
                            description = "The verifier key you wrote down; then no master key is needed.")
                    @Nullable
                    String verifier) {
        NoteKey key = verifier == null
                ? Audits.verifier(folder.path(), folder.masterKey(surroundings.random()), surroundings.random())
                : NoteKey.parse(verifier);
        LedgerAudit.Report report = Audits.verify(folder.path(), checkpoints == null ? List.of() : checkpoints, key);
        out.printf("%,d entries, root %s%n", report.size(), report.root());
        out.printf("%,d checkpoints compared, verifier %s%n", report.checkpoints(), key);
        report.findings().forEach(finding -> out.println("FOUND: " + finding));
        out.println(verdict(report));
        return report.clean() ? 0 : 1;
    }

    private static String verdict(LedgerAudit.Report report) {
        if (!report.clean()) {
            return "The ledger is not what it was. Keep it so, and compare with a checkpoint kept elsewhere.";
        }
        return report.checkpoints() == 0
                ? "Every hash agrees with the others. There is no checkpoint yet to compare with, so nobody can tell"
                        + " whether all of it was written anew."
                : "Nothing was changed since the checkpoints were signed.";
    }

    @Command(name = "show", description = "Show entries, the newest last.", mixinStandardHelpOptions = true)
    int show(
            @Mixin CommunityFolder folder,
            @Option(names = "--from", description = "The first entry to show (default: ${DEFAULT-VALUE}).") long from,
            @Option(
                            names = "--count",
                            description = "At most so many (default: ${DEFAULT-VALUE}).",
                            defaultValue = "100")
                    int count) {
        for (Recorded one : Audits.entries(
                folder.path(), folder.masterKey(surroundings.random()), from, count, surroundings.random())) {
            out.println(line(one));
        }
        return 0;
    }

    private static String line(Recorded one) {
        Entry entry = one.entry();
        if (entry == null) return one.number() + "  (unreadable: its subject was erased; its proof stands)";
        List<String> words = new ArrayList<>();
        words.add(one.number() + "  " + Instant.ofEpochMilli(entry.atMillis()));
        words.add(entry.actor());
        words.add(entry.action());
        if (entry.subject() != null) words.add("member " + entry.subject().value());
        entry.details().forEach((name, value) -> words.add(name + "=" + value));
        return String.join("  ", words);
    }
}
