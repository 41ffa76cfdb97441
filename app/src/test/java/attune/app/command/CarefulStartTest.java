package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.operate.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What cannot be served is refused before anything is made for it, and by the check of a settings file too.
@Timeout(30)
class CarefulStartTest {
    @TempDir
    Path place;

    private final Surroundings surroundings = Surroundings.real();
    private final StringWriter said = new StringWriter();
    private final PrintWriter out = new PrintWriter(said, true);

    @Test
    void settings_that_cannot_be_served_are_refused_by_their_check_too() throws IOException {
        refused("http.host = 0.0.0.0\n", "without TLS", "http.open-to-network = true");
        refused("http.tls.chain = chain.pem\nhttp.tls.key = key.pem\n", "There is no file", "chain.pem");
    }

    private void refused(String text, String... words) throws IOException {
        String conf = Files.writeString(place.resolve("attune.conf"), text).toString();

        run(1, new SettingsCommand(_ -> null, out), "--config", conf);
        assertThat(said.toString()).contains(words);
        said.getBuffer().setLength(0);
        run(1, serve(), "--config", conf, "--folder", at("new"));
        assertThat(said.toString()).contains(words);

        assertThat(place.resolve("new")).doesNotExist();
    }

    @Test
    void a_port_that_is_taken_is_told_before_anything_moves_in() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            run(1, serve(), "--folder", at("new"), "--port", port);
            run(1, new DemoCommand(surroundings, out), "--headless", "--members", "50", "--port", port);
        }

        assertThat(said.toString()).contains("Maybe the port is in use?").doesNotContain("moves in");
        assertThat(place.resolve("new")).doesNotExist();
    }

    @Test
    void one_folder_named_beside_several_communities_is_a_question_not_a_choice() throws IOException {
        String conf = Files.writeString(
                        place.resolve("two.conf"), "communities.ada.folder = ada\ncommunities.bo.folder = bo\n")
                .toString();

        run(2, serve(), "--config", conf, "--folder", at("new"));
        run(2, serve(), "--community", "ada=" + at("ada"), "--folder", at("new"));

        assertThat(said.toString()).contains("The settings host 2 communities", "not both");
        assertThat(place.resolve("new")).doesNotExist();
    }

    @Test
    void a_value_that_is_none_was_not_understood() {
        run(2, new DemoCommand(surroundings, out), "--members", "3");
        run(2, new DemoCommand(surroundings, out), "--for", "soon");
        run(2, new KeysCommand(surroundings, out), "mint", "bogus");
        run(2, new KeysCommand(surroundings, out), "rotate", "1a2b", "--grace", "soon");
        run(2, new ImportCommand(surroundings, out), "few.txt");
        run(2, new EvaluateCommand(surroundings, out), "nowhere");

        assertThat(said.toString())
                .contains("--members lies in 50 to 20000.", "is no duration", "There are operator, moderator");
    }

    @Test
    void a_key_file_that_is_not_there_is_named_in_a_sentence() {
        run(1, new KeysCommand(surroundings, out), "--node", "http://127.0.0.1:1", "--key-file", at("nope.key"));

        assertThat(said.toString()).contains("The key file " + at("nope.key") + " cannot be read.");
    }

    private ServeCommand serve() {
        return new ServeCommand(surroundings, _ -> null, out, true);
    }

    private void run(int expected, Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setErr(out);
        line.setExecutionExceptionHandler((failure, _, _) -> {
            out.println("attune: " + failure.getMessage());
            return 1;
        });
        assertThat(line.execute(arguments)).as(said.toString()).isEqualTo(expected);
    }

    private String at(String name) {
        return place.resolve(name).toString();
    }
}
