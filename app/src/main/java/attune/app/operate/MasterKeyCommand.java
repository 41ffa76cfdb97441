package attune.app.operate;

import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks a command for the master key, such as a key service's client. It is run without a shell, its words parted by
/// spaces; it has a deadline; what it prints is never told, not even when it is wrong.
record MasterKeyCommand(List<String> words, Duration patience) implements MasterKeySource {
    /// A pipe holds this much; a command that prints more waits until it is ended.
    private static final int MOST = 4_096;

    MasterKeyCommand(String line, Duration patience) {
        this(List.of(line.strip().split("\\s+")), patience);
    }

    @Override
    public String place() {
        return "the command " + words.getFirst();
    }

    @Override
    public MasterKey key(boolean fresh) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            try {
                return answer(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new MasterKeyMissing(
                    "For the master key, " + place() + " could not be started: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MasterKeyMissing("Interrupted while waiting for " + place() + ".", interrupted);
        }
    }

    private MasterKey answer(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new MasterKeyMissing("For the master key, " + place() + " did not end within " + patience.toSeconds()
                    + " s. Maybe the key service does not answer.");
        }
        byte[] printed = process.getInputStream().readNBytes(MOST);
        if (process.exitValue() != 0) {
            throw new MasterKeyMissing("For the master key, " + place() + " ended with exit code " + process.exitValue()
                    + "; what it said is above.");
        }
        try {
            return MasterKey.parse(new String(printed, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException malformed) {
            throw new MasterKeyMissing("From " + place() + ": " + malformed.getMessage());
        }
    }
}
