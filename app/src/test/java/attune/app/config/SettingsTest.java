package attune.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.server.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void an_empty_file_has_every_default() {
        Settings settings = read("");

        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().tls()).isNull();
        assertThat(settings.upkeep().period()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void values_are_parsed_to_their_types() {
        Settings settings = read("""
                # A comment, and an empty line.

                http.port = 9_000
                http.hosts = feed.example, other.example
                http.header-size = 64KB
                http.grace=1500ms
                http.open-to-network = true
                communities.ada.folder = data/ada
                """);

        assertThat(settings.http().port()).isEqualTo(9000);
        assertThat(settings.http().hosts()).containsExactlyInAnyOrder("feed.example", "other.example");
        assertThat(settings.http().headerBytes()).isEqualTo(65_536);
        assertThat(settings.http().grace()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.http().openToNetwork()).isTrue();
        assertThat(settings.communities()).containsExactly(HostedSettings.of("ada", folder.resolve("data/ada")));
    }

    @Test
    void terms_of_traces_and_trained_models_are_settings() {
        RetentionSettings usual = read("").retention();
        RetentionSettings set =
                read("retention.traces = 7d\nretention.artifacts = 12h\n").retention();

        assertThat(usual).isEqualTo(RetentionSettings.USUAL);
        assertThat(set.traces()).isEqualTo(Duration.ofDays(7));
        assertThat(set.artifacts()).isEqualTo(Duration.ofHours(12));
        assertThatThrownBy(() -> read("retention.traces = 1m")).hasMessageContaining("out of range");
    }

    @Test
    void an_unknown_key_names_its_line_and_the_nearest_key_but_not_the_value() {
        assertThatThrownBy(() -> read("# head\nhttp.prot = hunter2\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("attune.conf:2 sets http.prot, which no room knows. Did you mean http.port?")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read("colour.of.the.sky = blue"))
                .hasMessageContaining("attune.conf:1 sets colour.of.the.sky")
                .hasMessageContaining("./attune settings lists all keys");
    }

    @Test
    void every_fault_of_a_file_is_told_at_once() {
        String faulty = """
                http.port = 70000
                http.grace = soon
                http.open-to-network = yes
                http.header-size = 3
                http.host =
                """;

        assertThatThrownBy(() -> read(faulty)).hasMessage("""
                The settings cannot be used.
                  attune.conf:5 sets http.host: There is no value. Leave the line out for the default. \
                It takes: text.
                  attune.conf:1 sets http.port: 70000 is out of range. It takes: whole number, 0 to 65,535.
                  attune.conf:3 sets http.open-to-network: "yes" is neither true nor false. \
                It takes: true or false.
                  attune.conf:4 sets http.header-size: "3" is no size. Write 64MB, 2GB or 512KB. \
                It takes: size, 1KB to 1MB.
                  attune.conf:2 sets http.grace: "soon" is no duration. Write 30s, 5m, 2h or 200ms. \
                It takes: duration, 0s to 1h.""");
    }

    @Test
    void a_line_without_a_key_and_a_key_set_twice_are_faults() {
        assertThatThrownBy(() -> read("http.port 80\nHTTP.PORT = 80\nhttp.idle = 5s\nhttp.idle = 6s\n"))
                .hasMessageContaining("attune.conf:1 is no setting")
                .hasMessageContaining("attune.conf:2 is no setting")
                .hasMessageContaining("attune.conf:4 sets http.idle again, after attune.conf:3");
    }

    @Test
    void an_option_of_the_command_line_wins_and_its_faults_name_the_option() {
        SettingsFile file = SettingsFile.parse("attune.conf", "http.port = 80", folder);

        assertThat(Settings.read(file.with("http.port", "81", "--port"), Environment.EMPTY)
                        .http()
                        .port())
                .isEqualTo(81);
        assertThatThrownBy(() -> Settings.read(file.with("http.port", "x", "--port"), Environment.EMPTY))
                .hasMessageContaining("--port sets http.port: \"x\" is no whole number.");
    }

    @Test
    void a_secret_comes_by_reference_only_and_appears_as_its_reference() throws IOException {
        Files.writeString(folder.resolve("password"), "hunter2\n");
        Files.writeString(folder.resolve("store.p12"), "");

        Settings settings = read("http.tls.keystore = store.p12\nhttp.tls.password = file:password\n");

        assertThat(settings.http().tls())
                .isEqualTo(new TlsSettings.KeyStoreFile(folder.resolve("store.p12"), "hunter2"));
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(effective("http.tls.keystore = s.p12\nhttp.tls.password = env:SECRET", Map.of("SECRET", "hunter2")))
                .containsEntry("http.tls.password", "env:SECRET")
                .doesNotContainValue("hunter2");
    }

    @Test
    void a_secret_itself_or_one_that_is_not_there_stops_the_start() {
        assertThatThrownBy(() -> read("http.tls.keystore = s.p12\nhttp.tls.password = hunter2"))
                .hasMessageContaining("A secret itself has no place in a settings file.")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read("http.tls.keystore = s.p12\nhttp.tls.password = env:SECRET"))
                .hasMessageContaining("SECRET is not in the environment.");
        assertThatThrownBy(() -> read("http.tls.keystore = s.p12\nhttp.tls.password = file:nowhere"))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void settings_that_need_each_other_say_so() {
        assertThatThrownBy(() -> read("http.tls.keystore = s.p12"))
                .hasMessageContaining("http.tls.keystore and http.tls.password come together");
    }

    @Test
    void a_community_without_a_folder_is_a_fault() {
        assertThatThrownBy(() -> read("communities.ada.name = Ada's"))
                .hasMessageContaining("communities.ada.folder must be given. It takes: path.");
    }

    @Test
    void a_retired_key_says_what_to_write_now() {
        assertThatThrownBy(() -> {
                    Reading reading = new Reading(parse("old.port = 80"), Environment.EMPTY);
                    new Section(reading, "old", "old").retired("port", "Write http.port.");
                    reading.finish();
                })
                .hasMessageContaining("attune.conf:1 sets old.port, which is retired: Write http.port.");
    }

    @Test
    void a_section_may_be_read_once_for_each_name_in_the_file() {
        Reading reading = new Reading(parse("rooms.blue.seats = 3\nrooms.red.seats = 4\n"), Environment.EMPTY);

        Map<String, Long> seats = new Section(reading, "rooms", "rooms")
                .each("room", room -> room.number("seats", 1, 0, 9, "How many may sit."));

        reading.finish();
        assertThat(seats).containsExactly(Map.entry("blue", 3L), Map.entry("red", 4L));
        assertThat(reading.declared()).extracting(Declared::key).containsExactly("rooms.<room>.seats");
    }

    @Test
    void durations_and_sizes_are_written_as_they_are_read() {
        assertThat(List.of("0s", "200ms", "30s", "5m", "2h", "7d"))
                .allSatisfy(text ->
                        assertThat(Durations.write(Durations.parse(text))).isEqualTo(text));
        assertThat(List.of("0B", "3B", "512KB", "64MB", "2GB", "1TB"))
                .allSatisfy(text -> assertThat(Sizes.write(Sizes.parse(text))).isEqualTo(text));
        assertThatThrownBy(() -> Sizes.parse("9999999999TB")).hasMessageContaining("more bytes than can be counted");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("gone.conf"))).hasMessageContaining("gone.conf");
    }

    private Settings read(String text) {
        return Settings.read(parse(text), Environment.EMPTY);
    }

    private Map<String, String> effective(String text, Map<String, String> environment) {
        return Settings.effective(parse(text), environment::get);
    }

    private SettingsFile parse(String text) {
        return SettingsFile.parse("attune.conf", text, folder);
    }
}
