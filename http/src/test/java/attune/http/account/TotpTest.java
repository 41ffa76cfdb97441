package attune.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final long NOW = 1_111_111_111_000L;

    /// RFC 6238, appendix B, the rows of SHA-1.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30, 8)).isEqualTo(code);
    }

    /// RFC 4226, appendix D.
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "5, 254676", "9, 520489"})
    void counted_codes_are_those_of_the_standard(long count, String code) {
        assertThat(Totp.code(SECRET, count, 6)).isEqualTo(code);
    }

    @Test
    void code_counts_once_and_only_near_its_time() {
        String code = Totp.code(SECRET, NOW / 30_000, 6);
        long step = Totp.accept(SECRET, code, NOW, 0).orElseThrow();

        assertThat(Totp.accept(SECRET, code, NOW, step)).as("again").isEmpty();
        assertThat(Totp.accept(SECRET, code, NOW + 30_000, 0))
                .as("a step later")
                .hasValue(step);
        assertThat(Totp.accept(SECRET, code, NOW - 30_000, 0))
                .as("a step before")
                .hasValue(step);
        assertThat(Totp.accept(SECRET, code, NOW + 60_000, 0)).as("too late").isEmpty();
        assertThat(Totp.accept(SECRET, code, NOW - 60_000, 0)).as("too soon").isEmpty();
        assertThat(Totp.accept(SECRET, "", NOW, 0)).isEmpty();
        assertThat(Totp.accept(SECRET, "000000", NOW, 0)).isEmpty();
    }

    @Test
    void code_before_the_last_one_is_refused() {
        long step = NOW / 30_000;

        assertThat(Totp.accept(SECRET, Totp.code(SECRET, step - 1, 6), NOW, step))
                .isEmpty();
        assertThat(Totp.accept(SECRET, Totp.code(SECRET, step + 1, 6), NOW, step))
                .hasValue(step + 1);
    }

    /// RFC 4648, section 10, without the padding.
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secrets_are_spelled_in_base32(String bytes, String text) {
        assertThat(Base32.of(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
