package attune.app.command;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/// Opens a page in the person's browser, where there is one. The address was printed before, so failing is no harm.
final class Browser {
    private Browser() {}

    static void open(URI page) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String opener = system.contains("mac") ? "open" : "xdg-open";
        try {
            Process process = new ProcessBuilder(opener, page.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
        } catch (IOException noBrowser) {
            // Nothing to open it with; the printed address serves.
        }
    }
}
