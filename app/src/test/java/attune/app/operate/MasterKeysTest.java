package attune.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.app.config.Environment;
import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import attune.store.keys.MasterKeySource.MasterKeyMissing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_file_a_variable_and_a_command_give_the_same_key() throws Exception {
        Path file = folder.resolve("key");
        Files.writeString(file, KEY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Environment environment = name -> name.equals("ATTUNE_KEY") ? KEY : null;

        for (String reference : List.of("file:" + file, "env:ATTUNE_KEY", "command:cat " + file)) {
            MasterKeySource source = MasterKeys.of(reference, folder, environment, random);
            assertThat(source.key(false).hex()).as(reference).isEqualTo(KEY);
        }
    }

    @Test
    void what_cannot_give_a_key_says_why_and_never_what_it_printed() {
        assertMissing("env:NOT_SET", "NOT_SET is not set");
        assertMissing("command:false", "ended with exit code 1");
        assertMissing("command:no-such-command-anywhere", "could not be started");
        assertMissing("command:echo almost-a-secret", "64 hexadecimal digits");
        assertMissing("file:" + folder.resolve("none"), "master key is missing");
        assertThatThrownBy(() -> MasterKeys.of("vault:secret", folder, Environment.EMPTY, random))
                .hasMessageContaining("file:PATH, env:NAME or command:WORDS")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_command_that_does_not_end_is_ended() {
        MasterKeyCommand waiting = new MasterKeyCommand("tail -f /dev/null", Duration.ofMillis(200));

        assertThatThrownBy(() -> waiting.key(false)).hasMessageContaining("did not end within");
    }

    @Test
    void the_name_of_a_key_tells_nothing_of_it() {
        MasterKey key = MasterKey.parse(KEY);

        assertThat(key.id()).hasSize(16).doesNotContain(KEY.substring(0, 8));
        assertThat(key).hasToString("MasterKey[" + key.id() + "]");
    }

    private void assertMissing(String reference, String why) {
        assertThatThrownBy(() -> MasterKeys.of(reference, folder, Environment.EMPTY, random)
                        .key(false))
                .as(reference)
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("almost-a-secret");
    }
}
