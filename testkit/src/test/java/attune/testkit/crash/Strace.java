package attune.testkit.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that runs a child under strace.
final class Strace {
    /// Enough for a whole page of SQLite.
    private static final String BYTES_TOLD = "4200";

    private Strace() {}

    /// Tells every call that [Call] reads, with all bytes written.
    static List<String> tracing(Path trace) {
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "-xx",
                "-s",
                BYTES_TOLD,
                "--seccomp-bpf",
                "-e",
                "trace=" + Call.TRACED,
                "-o",
                trace.toString());
    }

    /// Makes some calls on these files fail.
    ///
    /// @param call such as `fsync`
    /// @param fault such as `error=EIO:when=7+`
    static List<String> injecting(Path trace, String call, String fault, List<Path> files) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y", "-s", "0", "-e", "trace=" + call));
        for (Path file : files) command.addAll(List.of("-P", file.toString()));
        command.addAll(List.of("-e", "inject=" + call + ":" + fault, "-o", trace.toString()));
        return command;
    }
}
