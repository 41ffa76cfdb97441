package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.http.json.JsonWriter;
import attune.store.embedded.Doctor;
import attune.store.embedded.Examination;
import attune.store.embedded.Repair;
import attune.store.keys.MasterKeySource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./attune doctor`: how a folder is, in plain sentences, and what to do; with `--repair` does what cannot do harm.
@Command(
        name = "doctor",
        description = "Say how a community's folder is, and what to do; reads only, unless told to repair.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The community's folder (default: the only one of the settings file, or attune-data).")
    private @Nullable Path named;

    @Mixin
    private NodeSettings node = new NodeSettings();

    @Option(
            names = "--repair",
            description = "Shut the folder to others, delete leftovers, finish erasures, set disposable files aside."
                    + " Stop the node first. Facts, keys and ledger are never changed.")
    private boolean repair;

    @Option(
            names = "--accept-loss",
            description = "With --repair: go on without facts that the log has lost, of which only snapshots tell.")
    private boolean acceptLoss;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    DoctorCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        Path folder = node.folder(named);
        MasterKeySource source = node.masterKey(folder, surroundings.random());
        Examination examination = examine(folder, source);
        if (repair) {
            if (examination.inUse()) throw new IllegalStateException("A node has the folder open. Stop it first.");
            List<String> done = new ArrayList<>(Repair.files(folder));
            if (examination.disposable("snapshots")) done.addAll(Repair.snapshots(folder));
            if (acceptLoss) done.addAll(Repair.acceptLoss(folder));
            if (!json) done.forEach(one -> out.println("REPAIRED: " + one));
            // Opening finishes erasures, empties write-ahead logs and sets damaged disposable files aside.
            try (Attune opened = node.open(folder, surroundings)) {
                if (!json)
                    out.printf(
                            "REPAIRED: opened and closed it at position %,d.%n",
                            opened.log().head());
            }
            examination = examine(folder, source);
        }
        if (json) json(examination);
        else text(examination);
        return examination.well() ? 0 : 1;
    }

    private Examination examine(Path folder, MasterKeySource source) {
        return Doctor.examine(
                folder,
                source,
                node.cutoffs(folder, surroundings.clock().millis()),
                surroundings.clock(),
                surroundings.random());
    }

    private void text(Examination examination) {
        for (Examination.Finding one : examination.findings()) {
            out.printf("%-8s %-12s %s %s%n", one.level(), one.about(), one.what(), one.todo());
        }
        out.println(examination.well() ? "All is well." : "There is something to do.");
    }

    private void json(Examination examination) {
        out.println(JsonWriter.text(to -> {
            to.object()
                    .field("well", examination.well())
                    .field("inUse", examination.inUse())
                    .array("findings");
            for (Examination.Finding one : examination.findings()) {
                to.object()
                        .field("level", one.level().name().toLowerCase(Locale.ROOT))
                        .field("about", one.about())
                        .field("what", one.what())
                        .field("todo", one.todo())
                        .end();
            }
            to.end().end();
        }));
    }
}
