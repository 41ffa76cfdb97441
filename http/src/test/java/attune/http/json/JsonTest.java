package attune.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void document_comes_back_as_it_was_written() {
        String text = "{\"a\":[1,-2.5,true,null,\"ü 🚲\"],\"b\":{\"c\":\"\"}}";

        assertThat(Json.parse(text)).hasToString(text);
    }

    @Test
    void typed_getters_read_what_is_there() {
        JsonObject json =
                Json.parseObject("{\"n\":7,\"d\":0.5,\"t\":\"x\",\"b\":false,\"at\":\"2026-01-31T13:00:00+01:00\"}");

        assertThat(json.integer("n")).isEqualTo(7);
        assertThat(json.number("n")).isEqualTo(7.0);
        assertThat(json.number("d")).isEqualTo(0.5);
        assertThat(json.text("t")).isEqualTo("x");
        assertThat(json.truth("b")).isFalse();
        assertThat(json.time("at")).hasToString("2026-01-31T12:00:00Z");
        assertThat(json.findText("none")).isEmpty();
    }

    @Test
    void complaint_names_the_place_the_cause_and_the_cure() {
        JsonObject json = Json.parseObject("{\"events\":[{},{\"at\":\"yesterday\"}]}");

        assertThatThrownBy(() -> json.objects("events").get(1).time("at"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("events[1].at: not a time; use RFC 3339, for example 2026-01-31T12:00:00Z");
        complains(() -> json.objects("events").get(0).text("member"), "events[0].member: missing; give a text");
        complains(() -> json.text("events"), "events: is a list, not a text; give a text");
    }

    @Test
    void null_counts_as_absent() {
        JsonObject json = Json.parseObject("{\"a\":null}");

        assertThat(json.has("a")).isFalse();
        assertThat(json.findInteger("a")).isEmpty();
        complains(() -> json.integer("a"), "a: missing; give a whole number");
    }

    @Test
    void unknown_field_is_refused_with_the_nearest_name() {
        JsonObject json = Json.parseObject("{\"membr\":1}");

        complains(() -> json.only(Set.of("member", "item")), "membr: unknown field; did you mean \"member\"?");
    }

    @Test
    void field_given_twice_is_refused() {
        complains(
                () -> Json.parse("{\"a\":{\"b\":1,\"b\":2}}"), "a.b: The same field is given twice; keep one of them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":01}",
                "{'a':1}",
                "[NaN]",
                "nul",
                "{} {}",
                "[1] x",
                "// c\n1",
                "\"\u0001\""
            })
    void what_is_not_json_is_refused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void numbers_that_would_lose_meaning_are_refused() {
        complains(() -> Json.parse("{\"n\":9223372036854775808}"), "n: The number does not fit 64 bits");
        complains(() -> Json.parse("[1e999]"), "[0]: The number is too large");
    }

    @Test
    void half_a_surrogate_pair_is_refused() {
        complains(() -> Json.parse("{\"id\":\"a\\ud800\"}"), "id: The text has half a surrogate pair at character 1");
        assertThat(Json.parse("\"\\ud83d\\udeb2\"")).isEqualTo(Json.of("🚲"));
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        for (int[] bad :
                new int[][] {{0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xFF}, {0xE2, 0x82}, {0x80}
                }) {
            byte[] text = "\"abcd\"".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bad.length; i++) {
                text[1 + i] = (byte) bad[i];
            }
            complains(() -> Json.parse(text, JsonLimits.STANDARD), "The bytes are not UTF-8, first at byte 1");
        }
        byte[] wide = "{}".getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> Json.parse(wide, JsonLimits.STANDARD)).isInstanceOf(ProblemException.class);
    }

    @Test
    void limits_are_kept() {
        JsonLimits limits = new JsonLimits(3, 10, 5, 100);

        assertThat(Json.parse(bytes("[[[1]]]"), limits)).isNotNull();
        complains(
                () -> Json.parse(bytes("[[[[1]]]]"), limits),
                "The JSON goes past a limit: nesting 3, text 10 characters, field name 5 characters");
        assertThatThrownBy(() -> Json.parse(bytes("\"01234567890\""), limits)).hasMessageContaining("past a limit");
        assertThatThrownBy(() -> Json.parse(bytes("{\"toolong\":1}"), limits)).hasMessageContaining("past a limit");
        complains(() -> Json.parse(new byte[101], limits), "The document is longer than 100 bytes");
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(ProblemException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void complains(ThrowingCallable read, String sentence) {
        assertThatThrownBy(read).isInstanceOf(ProblemException.class).hasMessage(sentence);
    }
}
