package attune.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Signer;
import attune.http.problem.ProblemException;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private final Cursors cursors = new Cursors(new Signer(new byte[32]));

    @Test
    void cursor_brings_back_its_numbers() {
        assertThat(cursors.open("slate:home:ada", cursors.seal("slate:home:ada", 7, -1, Long.MAX_VALUE)))
                .containsExactly(7, -1, Long.MAX_VALUE);
        assertThat(cursors.open("x", cursors.seal("x"))).isEmpty();
    }

    @Test
    void cursor_of_another_list_member_or_server_is_refused() {
        String cursor = cursors.seal("slate:home:ada", 7);
        byte[] otherSecret = new byte[32];
        otherSecret[0] = 1;

        refused(() -> cursors.open("slate:home:bob", cursor));
        refused(() -> new Cursors(new Signer(otherSecret)).open("slate:home:ada", cursor));
    }

    @Test
    void changed_cursor_is_refused() {
        String cursor = cursors.seal("list", 7, 8);
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            if (i < cursor.length() - 1) {
                refused(() -> cursors.open("list", changed));
            }
        }
        refused(() -> cursors.open("list", ""));
        refused(() -> cursors.open("list", "not base64 at all!"));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatThrownBy(open)
                .isInstanceOf(ProblemException.class)
                .hasMessage("cursor: not a cursor of this list; start again without a cursor");
    }
}
