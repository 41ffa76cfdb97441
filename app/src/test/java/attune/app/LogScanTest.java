package attune.app;

import static attune.app.Village.acted;
import static attune.app.Village.joined;
import static attune.app.Village.mutedWord;
import static attune.app.Village.post;
import static org.assertj.core.api.Assertions.assertThat;

import attune.app.logging.LogFormat;
import attune.app.logging.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything that a busy node logs, at its most talkative and in both formats, is searched for what must never be in
/// it: proofs, names from outside, what members wrote.
class LogScanTest {
    private static final System.Logger LOG = System.getLogger("attune.test");
    private static final List<String> PERSONAL =
            List.of("vic-4711", "ann-4712", "post-0815", "Victoria", "Annabel", "Tomatoes", "aubergine", "query-5151");
    private static final List<String> TYPED =
            List.of("correct-horse-battery", "wrong-horse-battery", "482913", "guessed.key-9000", "invitation-777");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void log_as_before() throws IOException {
        LogManager.getLogManager().readConfiguration();
    }

    @ParameterizedTest
    @EnumSource
    void no_proof_name_or_text_is_in_what_a_busy_node_logs(LogFormat format) {
        install(format);

        List<String> never = busy();

        String log = log();
        assertThat(log.lines()).hasSizeGreaterThan(15);
        assertThat(log).contains("/v1/events", "/v1/session");
        assertThat(never).hasSizeGreaterThan(PERSONAL.size() + TYPED.size()).noneMatch(log::contains);
    }

    /// Proofs are blotted out even then; a name is not known to be one, so the scan must be able to see it.
    @ParameterizedTest
    @EnumSource
    void a_line_that_names_a_member_is_found_and_a_key_in_it_is_blotted_out(LogFormat format) {
        install(format);
        try (RunningNode node = RunningNode.open(folder)) {
            LOG.log(Level.INFO, "Asked for {0} with {1}", "vic-4711", node.backend);

            assertThat(PERSONAL).anyMatch(log()::contains);
            assertThat(log()).doesNotContain(node.backend);
        }
    }

    private void install(LogFormat format) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        LogLines.install(format, Level.ALL, true, out, InstantSource.system());
    }

    private String log() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /// Ingest, feeds, faults, wrong proofs, sign-ins, an export and an erasure.
    ///
    /// @return what must not be in the log
    private List<String> busy() {
        List<String> never = new ArrayList<>(PERSONAL);
        never.addAll(TYPED);
        try (RunningNode node = RunningNode.open(folder)) {
            node.tell(joined("vic-4711", "Victoria"), joined("ann-4712", "Annabel"));
            node.tell(post("ann-4712", "post-0815", "Tomatoes"), acted("vic-4711", "post-0815", "like"));
            node.tell(mutedWord("vic-4711", "aubergine"));
            String token = node.token("vic-4711");
            never.addAll(List.of(token, node.backend, node.operator));

            node.get(token, "/v1/members/vic-4711/slates/home").is(200);
            node.get(token, "/v1/members/ann-4712/slates/home").is(403);
            node.get(node.operator, "/v1/members/vic-4711/export").is(200);
            node.get("guessed.key-9000", "/v1/members/vic-4711/export").is(401);
            node.get("", "/no/such/vic-4711?q=query-5151").is(404);
            node.post(node.backend, "/v1/events", "{\"events\":[{\"type\":\"acted\",\"member\":\"vic-4711\"");
            node.post(node.backend, "/v1/events", "{\"events\":[{\"type\":\"Tomatoes\",\"member\":\"vic-4711\"}]}");
            node.post(node.backend, "/v1/events", "{\"events\":[" + acted("vic-4711", "nobody", "like") + "]}");
            for (String password : List.of("correct-horse-battery", "wrong-horse-battery")) {
                node.post(
                        "",
                        "/v1/session",
                        "{\"name\":\"vic-4711\",\"password\":\"" + password + "\",\"code\":\"482913\"}");
            }
            node.post(
                    "",
                    "/v1/invitations",
                    "{\"invitation\":\"invitation-777\",\"password\":\"correct-horse-battery\"}");
            String link = node.node.signInLink(node.community).toString();
            never.add(link.substring(link.indexOf("token=") + 6));
            node.get("", link.substring(node.node.address().toString().length()));
            node.post(node.backend, "/v1/members/vic-4711/erasure", "{}").is(200);
            node.get("", "/metrics").is(200);
        }
        return never;
    }
}
