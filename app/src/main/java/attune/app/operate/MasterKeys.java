package attune.app.operate;

import attune.app.config.Environment;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.MasterKeyFile;
import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where an operator keeps master keys: a file, an environment variable, or whatever a command prints, which is how a
/// key service is asked.
public final class MasterKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MasterKeys() {}

    /// @param reference `file:PATH`, `env:NAME` or `command:WORDS`; null for the usual file in the folder
    public static MasterKeySource of(
            @Nullable String reference, Path folder, Environment environment, SecureRandom random) {
        if (reference == null) return EmbeddedStore.masterKeyIn(folder, random);
        String rest = reference.substring(reference.indexOf(':') + 1).strip();
        if (reference.startsWith("file:") && !rest.isEmpty()) return new MasterKeyFile(Path.of(rest), random);
        if (reference.startsWith("env:") && !rest.isEmpty()) return new Variable(rest, environment);
        if (reference.startsWith("command:") && !rest.isEmpty()) return new MasterKeyCommand(rest, PATIENCE);
        throw new IllegalArgumentException("A master key is kept at file:PATH, env:NAME or command:WORDS, not at "
                + reference.replaceAll(":.*", ":…"));
    }

    private record Variable(String name, Environment environment) implements MasterKeySource {
        @Override
        public String place() {
            return "the environment variable " + name;
        }

        @Override
        public MasterKey key(boolean fresh) {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new MasterKeyMissing("The environment variable " + name
                        + " is not set; it should hold the master key, 64 hexadecimal digits.");
            }
            try {
                return MasterKey.parse(value);
            } catch (IllegalArgumentException malformed) {
                throw new MasterKeyMissing("In " + place() + ": " + malformed.getMessage());
            }
        }
    }
}
