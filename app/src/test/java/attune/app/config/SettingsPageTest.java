package attune.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The published page of settings is what the rooms declare, and what it says can be read back.
class SettingsPageTest {
    @Test
    void the_reference_page_is_what_the_rooms_declare() throws IOException {
        Path page = page();

        assertThat(Files.readString(page))
                .as("Write it anew: ./attune settings > docs/reference/settings.md")
                .isEqualTo(SettingsPage.write());
    }

    @Test
    void every_key_and_every_default_is_on_the_page() {
        String page = SettingsPage.write();

        assertThat(Settings.declared()).hasSizeGreaterThan(10).allSatisfy(one -> {
            assertThat(page).contains("| `" + one.key() + "` |");
            assertThat(one.meaning()).as(one.key()).endsWith(".");
        });
    }

    /// A default that its own key refuses would be a lie.
    @Test
    void a_file_of_all_defaults_is_read_like_an_empty_one() {
        List<String> lines = Settings.declared().stream()
                .filter(one -> !one.absent().startsWith("(") && !one.key().contains("<"))
                .map(one -> one.key() + " = " + one.absent())
                .toList();

        SettingsFile all = SettingsFile.parse("all.conf", String.join("\n", lines), Path.of(""));

        assertThat(Settings.read(all, Environment.EMPTY))
                .isEqualTo(Settings.read(SettingsFile.empty(), Environment.EMPTY));
    }

    private static Path page() {
        return Path.of(System.getProperty("user.dir")).resolveSibling("docs/reference/settings.md");
    }
}
