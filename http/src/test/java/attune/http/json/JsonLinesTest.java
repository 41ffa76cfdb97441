package attune.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void lines_keep_their_numbers_and_a_bad_one_stops_nothing() {
        assertThat(read("{\"a\":1}\r\n\n  \n[1]\n{\"b\":\n{\"c\":3}", 1000))
                .containsExactly(
                        "1 {\"a\":1}",
                        "4 line 4: The line is a list, not an object; wrap it in { }",
                        "5 line 5: Not JSON, at column 6",
                        "6 {\"c\":3}");
        assertThat(read("", 1000)).isEmpty();
        assertThat(read("\n\n", 1000)).isEmpty();
    }

    @Test
    void place_in_a_line_names_the_line() {
        var lines = new JsonLines(in("{\"at\":5}"), JsonLimits.STANDARD);
        var line = (JsonLines.Read) lines.read().orElseThrow();

        assertThat(line.object().where("at")).isEqualTo("line 1.at");
    }

    @Test
    void line_past_the_limit_is_skipped_whole() {
        String longLine = "{\"x\":\"" + "y".repeat(50_000) + "\"}";

        assertThat(read(longLine + "\n{\"a\":1}\n", 100))
                .containsExactly("1 line 1: The line is longer than 100 bytes", "2 {\"a\":1}");
    }

    private static List<String> read(String text, int limitBytes) {
        JsonLines lines = new JsonLines(in(text), JsonLimits.STANDARD.withBytes(limitBytes));
        List<String> read = new ArrayList<>();
        for (var line = lines.read(); line.isPresent(); line = lines.read()) {
            read.add(
                    switch (line.get()) {
                        case JsonLines.Read(long number, JsonObject object) -> number + " " + object;
                        case JsonLines.Unreadable(long number, var problem) -> number + " " + problem.sentence();
                    });
        }
        return read;
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
