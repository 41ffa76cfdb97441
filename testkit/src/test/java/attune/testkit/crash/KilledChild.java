package attune.testkit.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Starts a [CrashChild], reads what it tells, and kills it without warning after so many lines.
final class KilledChild {
    private KilledChild() {}

    /// Every whole line the child wrote before it died.
    ///
    /// @param under what the child runs under, such as strace; empty for nothing
    /// @param enough lines after which it is killed; it may end by itself before
    static List<String> run(List<String> under, Path folder, int round, CrashChild.Mode mode, int enough)
            throws Exception {
        return run(
                under,
                CrashChild.class,
                List.of(folder.toString(), String.valueOf(round), mode.name()),
                folder.resolveSibling("child-" + round + ".txt"),
                enough,
                0);
    }

    /// The same for any child.
    ///
    /// @param errors where its standard error goes
    /// @param afterNanos how long after the last of these lines it is killed
    static List<String> run(
            List<String> under, Class<?> main, List<String> arguments, Path errors, int enough, long afterNanos)
            throws Exception {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        Process child =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null && lines.size() < enough) {
                lines.add(line);
                line = reader.readLine();
            }
            if (line != null) {
                LockSupport.parkNanos(afterNanos);
                kill(child);
                // What was in the pipe was acknowledged too; a line cut short by the kill was not yet said.
                StringBuilder rest = new StringBuilder(line).append('\n');
                for (int c = reader.read(); c >= 0; c = reader.read()) rest.append((char) c);
                lines.addAll(rest.substring(0, rest.lastIndexOf("\n")).lines().toList());
            }
        } finally {
            kill(child);
        }
        if (!child.waitFor(20, TimeUnit.SECONDS)) throw new IOException("The child does not die.");
        return lines;
    }

    /// What runs under strace is strace's child; strace ends with it.
    private static void kill(Process child) {
        List<ProcessHandle> under = child.descendants().toList();
        // By its handle, since the process itself would close the pipe that is still to be read.
        if (under.isEmpty()) child.toHandle().destroyForcibly();
        under.forEach(ProcessHandle::destroyForcibly);
    }
}
