package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessDoorTest {
    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
    }

    @AfterEach
    void close() {
        node.close();
    }

    /// One row: what nobody, an operator, a backend, Bob and Eve get.
    private void answers(String path, int nobody, int operator, int backend, int bob, int eve) {
        assertThat(node.get("", path).status()).as("nobody " + path).isEqualTo(nobody);
        assertThat(node.get(node.operator, path).status())
                .as("operator " + path)
                .isEqualTo(operator);
        assertThat(node.get(node.backend, path).status()).as("backend " + path).isEqualTo(backend);
        assertThat(node.get(node.token("bob"), path).status()).as("bob " + path).isEqualTo(bob);
        assertThat(node.get(node.token("eve"), path).status()).as("eve " + path).isEqualTo(eve);
    }

    @Test
    void each_door_opens_for_whom_it_is_meant() {
        answers("/v1/members/bob/slates/home", 401, 403, 200, 200, 403);
        answers("/v1/members/bob/controls", 401, 403, 200, 200, 403);
        answers("/v1/members/bob/consents", 401, 200, 200, 200, 403);
        answers("/v1/members/bob/export", 401, 200, 200, 200, 403);
        answers("/v1/members/bob", 401, 200, 200, 200, 403);
        answers("/v1/members", 401, 200, 200, 403, 403);
        answers("/v1/traces", 401, 200, 403, 403, 403);
        answers("/v1/status", 401, 200, 200, 200, 200);
        answers("/v1/acts", 401, 200, 200, 200, 200);
        answers("/v1/pipelines/home", 401, 200, 200, 200, 200);
        answers("/v1/openapi.json", 200, 200, 200, 200, 200);
        answers("/health/live", 200, 200, 200, 200, 200);
        answers("/health/ready", 200, 200, 200, 200, 200);
        assertThat(node.post(node.token("eve"), "/v1/members/bob/erasure", "{}").status())
                .isEqualTo(403);
        assertThat(node.post("", "/v1/events", "{\"events\":[]}").status()).isEqualTo(401);
        assertThat(node.get("ak.wrong.key", "/v1/status").status()).isEqualTo(401);
    }

    @Test
    void operator_is_any_member_in_a_demo_only() {
        node.get(node.operator, "/v1/members/bob/slates/home").is(403);
        node.close();

        node = RunningNode.demo(folder);

        node.get(node.operator, "/v1/members/bob/slates/home").is(200);
    }

    @Test
    void sign_in_link_works_once() {
        URI link = node.node.signInLink(node.community);
        String path = link.getRawPath() + "?" + link.getRawQuery();

        var first = node.get("", path);
        var second = node.get("", path);

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.raw().headers().firstValue("Set-Cookie")).isPresent();
        assertThat(second.status()).isEqualTo(401);
    }

    @Test
    void figures_are_open_to_this_machine_alone() {
        node.get("", "/metrics").is(200);
        node.close();

        node = RunningNode.proxied(folder);

        node.get("", "/metrics").is(401);
        node.get(node.operator, "/metrics").is(200);
    }
}
