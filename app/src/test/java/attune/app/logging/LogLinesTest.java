package attune.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private static final System.Logger LOG = System.getLogger("attune.test");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T08:00:00Z"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @AfterEach
    void log_as_before() throws IOException {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void an_entry_is_one_json_object_with_its_parts() {
        LogLines.install(LogFormat.JSON, Level.INFO, false, out, CLOCK);

        LOG.log(Level.WARNING, "Request a1b2c3d4e5f6 to {0} failed:\nbadly", "/v1/events");

        JsonObject entry = Json.parseObject(text().strip());
        assertThat(entry.text("time")).isEqualTo("2026-05-04T08:00:00.000Z");
        assertThat(entry.text("level")).isEqualTo("warning");
        assertThat(entry.text("logger")).isEqualTo("attune.test");
        assertThat(entry.text("message")).isEqualTo("Request a1b2c3d4e5f6 to /v1/events failed: badly");
        assertThat(entry.text("request")).isEqualTo("a1b2c3d4e5f6");
    }

    @Test
    void what_looks_like_a_secret_is_blotted_out_in_every_format() {
        List<String> said = List.of(
                "key ak.0a1b2c3d4e.q83JfUo-secretsecret end",
                "token mt.AAABnSecretSecret end",
                "Authorization: Bearer abcSECRETdef end",
                "Cookie: attune-session=SECRETsession; end",
                "password=hunter2SECRET end",
                "GET /signin?token=SECRETlink end");
        for (LogFormat format : LogFormat.values()) {
            LogLines.install(format, Level.INFO, false, out, CLOCK);

            said.forEach(message -> LOG.log(Level.INFO, message));

            assertThat(text()).doesNotContainIgnoringCase("secretsecret").doesNotContain("SECRET");
            assertThat(text().lines().filter(line -> line.contains("[secret]"))).hasSizeGreaterThanOrEqualTo(6);
        }
    }

    /// Messages of failures quote what members wrote.
    @Test
    void of_a_failure_only_classes_and_places_are_written() {
        LogLines.install(LogFormat.TEXT, Level.INFO, false, out, CLOCK);

        LOG.log(
                Level.ERROR,
                "It failed.",
                new UncheckedIOException("ada wrote: my diary", new IOException("of ada: my diary")));

        assertThat(text())
                .contains("java.io.UncheckedIOException", "caused by java.io.IOException", "LogLinesTest")
                .doesNotContain("diary");
    }

    @Test
    void what_is_less_grave_is_not_written_and_requests_only_when_asked() {
        LogLines.install(LogFormat.TEXT, Level.WARNING, false, out, CLOCK);
        LOG.log(Level.INFO, "quiet");
        System.getLogger("attune.http.access").log(Level.DEBUG, "GET /v1/echo 200");

        assertThat(text()).isEmpty();

        LogLines.install(LogFormat.TEXT, Level.WARNING, true, out, CLOCK);
        System.getLogger("attune.http.access").log(Level.DEBUG, "GET /v1/echo 200");

        assertThat(text()).contains("attune.http.access: GET /v1/echo 200");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
