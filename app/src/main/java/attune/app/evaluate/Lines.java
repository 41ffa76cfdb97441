package attune.app.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads the text files of public data sets, packed or not by their names.
public final class Lines {

    private Lines() {}

    /// All lines of the file.
    public static List<String> of(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "Reading " + file.getFileName() + " failed. Maybe ATTUNE_DATA is not set right?", failed);
        }
    }
}
