package attune.app.command;

import attune.app.Community;
import attune.http.auth.PrivateFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Hands out the keys of a community that never had one. A terminal shows them once to whoever sits there. Anything
/// else keeps what it is told, as a journal or a container's log does, and for keys that never end that would be too
/// long: they go to files that only their owner reads.
final class FirstKeys {
    private FirstKeys() {}

    /// @param terminal whether somebody sees `out` and nothing keeps it
    static void tell(PrintWriter out, Community community, Path folder, boolean terminal) {
        community.firstKeys().ifPresent(keys -> {
            if (terminal) {
                out.println("Keys, shown only now. Operator: " + keys.operator());
                out.println("                      Backend:  " + keys.backend());
                return;
            }
            out.println("First keys, in files that only their owner reads; keep them elsewhere and delete the files:");
            out.println("  Operator: " + keep(folder.resolve("first-operator.key"), keys.operator()));
            out.println("  Backend:  " + keep(folder.resolve("first-backend.key"), keys.backend()));
        });
    }

    private static Path keep(Path file, String key) {
        new PrivateFile(file).write((key + "\n").getBytes(StandardCharsets.US_ASCII));
        return file;
    }
}
