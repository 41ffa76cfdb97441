package attune.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Starts [Callers] with the Java and the classes of this process, and talks to them over their input and output: the
/// key is not seen among the arguments of processes.
final class CallerProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader reports;

    CallerProcess(int port, String bearer) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Callers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        reports = process.inputReader(StandardCharsets.UTF_8);
        orders.println(port);
        orders.println(bearer);
    }

    Callers.Report run(Callers.Order order) throws IOException {
        orders.println(order.line());
        String report = reports.readLine();
        if (report == null) throw new IOException("The bench's callers ended early; what they said stands above.");
        return Callers.Report.of(report);
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
