package attune.testkit.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Starts a [CrashChild], reads what it acknowledges, and kills it without warning after a random number of
/// lines and a random moment more.
final class KilledChild {
    private KilledChild() {}

    /// Every whole line the child wrote before it died.
    static List<String> run(Path folder, int round, String mode, Random random) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        folder.toString(),
                        String.valueOf(round),
                        mode)
                .redirectError(new File(folder.toFile().getParentFile(), "child-" + round + ".txt"))
                .start();
        int enough = mode.equals("erase") ? 1 + random.nextInt(400) : 1 + random.nextInt(3_000);
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null && lines.size() < enough) {
                lines.add(line);
                line = reader.readLine();
            }
            if (line == null) throw new IOException("The child ended by itself in round " + round + ".");
            child.toHandle().destroyForcibly();
            // What was in the pipe was acknowledged too; a line cut short by the kill was not yet said.
            StringBuilder rest = new StringBuilder(line).append('\n');
            for (int c = reader.read(); c >= 0; c = reader.read()) rest.append((char) c);
            lines.addAll(rest.substring(0, rest.lastIndexOf("\n")).lines().toList());
        } finally {
            child.destroyForcibly();
        }
        if (!child.waitFor(20, TimeUnit.SECONDS)) throw new IOException("The child does not die.");
        return lines;
    }
}
