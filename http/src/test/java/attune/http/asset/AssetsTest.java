package attune.http.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.problem.ProblemException;
import attune.http.route.Method;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.RouteTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    private final Assets assets = new Assets(AssetsTest.class.getClassLoader(), "pages");

    @Test
    void index_is_always_asked_for_again() {
        Response index = get(assets, "/", "");

        assertThat(index.text()).contains("<title>pages</title>");
        assertThat(index.mediaType()).startsWith("text/html");
        assertThat(index.headers()).containsEntry("Cache-Control", "no-cache");
        assertThat(get(assets, "/", index.headers().getOrDefault("ETag", "none"))
                        .status())
                .isEqualTo(304);
        assertThat(get(assets, "/", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void named_by_its_bytes_a_file_is_kept_for_ever() {
        Response script = get(assets, "/assets/index-3fa9c1.js", "");

        assertThat(script.headers().get("Cache-Control")).contains("immutable");
        assertThat(script.mediaType()).startsWith("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.js",
                "/secret.properties",
                "/assets",
                "/assets%2Findex-3fa9c1.js",
                "/assets/..%2Fsecret.properties",
                "/assets/%2e%2e%2findex.html",
                "/..%5Cindex.html",
                "/.hidden.js",
                "/index.html%00.js"
            })
    void nothing_else_is_served(String path) {
        assertThatThrownBy(() -> get(assets, path, "")).isInstanceOf(ProblemException.class);
    }

    @Test
    void missing_console_says_how_to_build_it() {
        Assets none = new Assets(AssetsTest.class.getClassLoader(), "nowhere");

        assertThat(none.built()).isFalse();
        assertThat(get(none, "/", "").text())
                .contains("The console is not built")
                .contains("Node.js");
    }

    private static Response get(Assets from, String path, String tag) {
        if (new RouteTable(from.routes()).find(Method.GET, path) instanceof RouteTable.Found found) {
            Request.Building request = Request.to(found.route());
            if (!found.values().isEmpty()) {
                request.path("file", found.values().getFirst());
            }
            request.headers(name -> name.equals("If-None-Match") ? tag : null);
            return found.route().handler().answer(request.build());
        }
        throw new IllegalStateException("no route for " + path);
    }
}
