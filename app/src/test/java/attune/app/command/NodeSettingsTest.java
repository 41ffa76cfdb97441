package attune.app.command;

import static attune.testkit.sample.Drafts.at;
import static attune.testkit.sample.Drafts.consented;
import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.liked;
import static attune.testkit.sample.Drafts.published;
import static attune.testkit.sample.Drafts.searched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.store.embedded.Backup;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Vault;
import attune.store.log.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Commands open a folder as the node that serves it would: by its terms, with its master key.
class NodeSettingsTest {
    private static final int WORTH_A_SNAPSHOT = 20_000;

    @TempDir
    Path place;

    private final Surroundings surroundings = Surroundings.real();

    @BeforeEach
    void fill() {
        long tenDaysAgo = surroundings.clock().millis() - Duration.ofDays(10).toMillis();
        try (EmbeddedStore store = EmbeddedStore.open(
                place.resolve("town"),
                List.of(),
                surroundings.clock(),
                surroundings.random(),
                EmbeddedStore.Progress.SILENT)) {
            store.log()
                    .appendNow(List.of(
                            joined("ada"),
                            consented("ada", Purpose.PERSONALIZATION),
                            joined("bo"),
                            published("bo", "b", "x"),
                            at(tenDaysAgo, liked("ada", "b"))));
        }
    }

    @Test
    void terms_are_those_of_the_settings_file_or_else_the_usual_ones() throws IOException {
        assertThat(likesOfTheNewPost("--folder", town())).isEqualTo(1);

        assertThat(likesOfTheNewPost("--folder", town(), "--config", settings("short.conf", "")))
                .isZero();
        settings("attune.conf", "communities.other.folder = elsewhere\n");
        assertThat(likesOfTheNewPost("--folder", town()))
                .as("the settings of a node that hosts others")
                .isEqualTo(1);
        settings("attune.conf", "communities.town.folder = town\n");
        assertThat(likesOfTheNewPost("--folder", town())).as("beside").isZero();
    }

    @Test
    void the_only_community_of_the_settings_file_needs_no_name() throws IOException {
        String one = settings("one.conf", "communities.town.folder = town\n");
        String two = settings("two.conf", "communities.a.folder = town\ncommunities.b.folder = other\n");

        assertThat(folder("--config", one).path()).isEqualTo(place.resolve("town"));
        assertThatThrownBy(() -> folder("--config", two).path()).hasMessageContaining("hosts several communities");
        assertThat(folder("--config", two, "--folder", town()).path()).isEqualTo(place.resolve("town"));
    }

    @Test
    void the_master_key_is_where_the_settings_file_says() throws IOException {
        Path elsewhere = place.resolve("safe");
        Files.move(place.resolve("town/master.key"), elsewhere);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        String file = settings(
                "one.conf", "communities.town.folder = town\ncommunities.town.master-key = file:" + elsewhere + "\n");

        assertThat(likesOfTheNewPost("--config", file)).isZero();
        assertThatThrownBy(() -> likesOfTheNewPost("--folder", town())).hasMessageContaining("master key is missing");
    }

    @Test
    void an_erasure_reaches_the_vault_that_the_settings_file_names() throws IOException {
        Path vault = place.resolve("vault");
        Backup.take(place.resolve("town"), place.resolve("backup"), vault, surroundings.clock());
        String file = settings("one.conf", "communities.town.folder = town\ncommunities.town.vault = vault\n");

        try (Attune attune = folder("--config", file).open(surroundings)) {
            MemberId ada = attune.directory().member(new ExternalId("ada")).orElseThrow();
            attune.erasures().ask(ada, "operator");
        }

        assertThat(Vault.ring(vault).destroyed().stream()).hasSize(1);
    }

    @Test
    void a_snapshot_is_saved_only_where_the_terms_are_known() throws IOException {
        try (Attune attune = folder("--folder", town()).open(surroundings)) {
            List<Draft> many = new ArrayList<>();
            for (int i = 0; i < WORTH_A_SNAPSHOT; i++) many.add(searched("ada", "words"));
            attune.log().appendNow(many);
        }
        assertThat(place.resolve("town/snapshots")).doesNotExist();

        folder("--folder", town(), "--config", settings("one.conf", ""))
                .open(surroundings)
                .close();

        assertThat(place.resolve("town/snapshots")).isNotEmptyDirectory();
    }

    private int likesOfTheNewPost(String... words) {
        try (Attune attune = folder(words).open(surroundings)) {
            return attune.views().histories.engagers(0);
        }
    }

    private static CommunityFolder folder(String... words) {
        return CommandLine.populateCommand(new CommunityFolder(), words);
    }

    private String town() {
        return place.resolve("town").toString();
    }

    /// Likes serve five days.
    private String settings(String name, String more) throws IOException {
        String terms = List.of("service", "aggregate", "personalization", "safety", "analytics", "advertising").stream()
                .map(purpose -> "retention.acted." + purpose + " = 5\n")
                .reduce("", String::concat);
        return Files.writeString(place.resolve(name), terms + more).toString();
    }
}
