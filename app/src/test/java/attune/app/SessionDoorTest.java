package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.TwoCommunities.Answer;
import attune.app.TwoCommunities.Proof;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a console session tells of itself, and how it ends.
@Timeout(60)
class SessionDoorTest {
    @TempDir
    Path folder;

    private TwoCommunities node;

    @BeforeEach
    void open() {
        node = TwoCommunities.open(folder);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void session_tells_nothing_of_an_account_of_the_same_name_elsewhere() {
        node.home.community.door().accounts().invite("dana", Role.OPERATOR);
        String away = node.away.community.door().sessions().open(new Principal.Staff(Role.AUDITOR, "dana"));

        Answer told = node.send(Proof.session(away), "GET", "/v1/session", null);

        assertThat(told.json().text("role")).isEqualTo("auditor");
        assertThat(told.json().findText("name"))
                .as("there is no such account here")
                .isEmpty();
    }
}
