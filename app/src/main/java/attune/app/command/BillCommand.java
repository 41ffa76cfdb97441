package attune.app.command;

import attune.app.Node;
import attune.app.operate.Surroundings;
import attune.app.release.BillOfMaterials;
import attune.app.release.Shipped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `./attune bill`: the bill of materials of this build.
@Command(
        name = "bill",
        description = "Prints the bill of materials of this build (CycloneDX, JSON).",
        mixinStandardHelpOptions = true)
final class BillCommand implements Callable<Integer> {
    private final PrintWriter out;

    BillCommand(Surroundings surroundings, PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        String home = System.getenv("ATTUNE_HOME");
        if (home == null) throw new IllegalStateException("Start it with ./attune, which says where it lies.");
        out.println(BillOfMaterials.of(Node.VERSION, Runtime.version().toString(), Shipped.in(Path.of(home))));
        return 0;
    }
}
