package attune.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void every_kind_of_field_is_written() {
        String text = JsonWriter.text(out -> out.object()
                .field("text", "a \"b\" ü")
                .field("count", 3)
                .field("yes", true)
                .field("half", 0.5)
                .decimal("score", 0.1234567891, 6)
                .field("at", Instant.parse("2026-01-31T12:00:00.5Z"))
                .nothing("cursor")
                .texts("topics", List.of("cycling"))
                .object("inner")
                .end()
                .end());

        assertThat(text)
                .isEqualTo("{\"text\":\"a \\\"b\\\" ü\",\"count\":3,\"yes\":true,\"half\":0.5,\"score\":0.123457,"
                        + "\"at\":\"2026-01-31T12:00:00.500Z\",\"cursor\":null,\"topics\":[\"cycling\"],\"inner\":{}}");
    }

    @Test
    void number_without_a_value_is_refused() {
        assertThatThrownBy(() -> JsonWriter.text(out -> out.value(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> JsonWriter.text(out -> out.object().decimal("x", Double.POSITIVE_INFINITY, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void times_agree_with_the_jdk() {
        Random random = new Random(7);
        char[] out = new char[32];
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(-62_167_219_200_000L, 253_402_300_799_999L);
            int length = Rfc3339.write(millis, out);
            Instant read = Instant.parse(new String(out, 0, length));
            assertThat(read.toEpochMilli()).isEqualTo(millis);
        }
        assertThat(Rfc3339.write(253_402_300_800_000L, out)).isZero();
    }

    @Test
    void decimals_agree_with_big_decimal() {
        Random random = new Random(11);
        char[] out = new char[32];
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(7) - 3);
            int length = Decimals.write(value, 6, out);
            double exact =
                    new BigDecimal(value).setScale(6, RoundingMode.HALF_UP).doubleValue();
            assertThat(Double.parseDouble(new String(out, 0, length)))
                    .isCloseTo(exact, org.assertj.core.data.Offset.offset(1.1e-6));
        }
        assertThat(new String(out, 0, Decimals.write(-0.5, 3, out))).isEqualTo("-0.5");
        assertThat(new String(out, 0, Decimals.write(0, 3, out))).isEqualTo("0");
        assertThat(new String(out, 0, Decimals.write(-0.0001, 3, out))).isEqualTo("0");
        assertThat(new String(out, 0, Decimals.write(12, 3, out))).isEqualTo("12");
        assertThat(new String(out, 0, Decimals.write(0.001, 3, out))).isEqualTo("0.001");
    }

    /// A slate of fifty entries is written on every request, so its cost in garbage is part of the contract.
    @Test
    void writing_an_entry_allocates_next_to_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int warm = 0; warm < 3000; warm++) {
            slate();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            slate();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least / 50.0)
                .as("bytes per entry, of which each is some 150 bytes of JSON")
                .isLessThan(64);
    }

    private static void slate() {
        try (JsonWriter out = JsonWriter.to(OutputStream.nullOutputStream())) {
            out.object().array("entries");
            for (int i = 0; i < 50; i++) {
                out.object()
                        .field("item", "post-17")
                        .field("author", "ada")
                        .time("publishedAt", 1_769_860_800_000L + i)
                        .field("position", i)
                        .decimal("score", 0.123 + i, 6)
                        .field("exploration", false)
                        .array("mine")
                        .value("like")
                        .end()
                        .end();
            }
            out.end().end();
        }
    }
}
