package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.operate.Surroundings;
import attune.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstKeysTest {
    @TempDir
    Path folder;

    private final Surroundings real = Surroundings.real();
    private Attune attune;
    private Community community;

    @BeforeEach
    void open() {
        attune = Attune.open(folder, real, EmbeddedStore.Progress.SILENT);
        community = opened();
    }

    @AfterEach
    void close() {
        community.metrics().close();
        attune.close();
    }

    private Community opened() {
        return new Community(attune, CommunitySettings.of("Village", folder), real);
    }

    private String told(boolean terminal) {
        StringWriter said = new StringWriter();
        FirstKeys.tell(new PrintWriter(said, true), community, folder, terminal);
        return said.toString();
    }

    @Test
    void without_a_terminal_they_lie_in_files_of_their_owner_and_in_no_log() throws IOException {
        String said = told(false);

        Path operator = folder.resolve("first-operator.key");
        assertThat(said).doesNotContain("ak.").contains(operator.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(operator)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(operator)).matches("ak\\.[0-9a-f]+\\.[-_\\w]+\n");
        assertThat(folder.resolve("first-backend.key")).exists();
    }

    @Test
    void they_are_made_once_and_recorded_even_when_all_were_revoked() {
        assertThat(told(true)).contains("Operator: ak.", "Backend:  ak.");
        assertThat(attune.store().ledger().size()).as("each is recorded").isEqualTo(2);
        assertThat(told(true)).isEmpty();

        community.keys().all().forEach(key -> community.keys().revoke(key.id()));

        assertThat(told(true)).isEmpty();
        community.metrics().close();
        community = opened();
        assertThat(told(true)).as("after a restart").isEmpty();
    }
}
