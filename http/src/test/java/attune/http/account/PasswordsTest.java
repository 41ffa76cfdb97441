package attune.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new SecureRandom());

    /// A line of the reference implementation's own tests: Argon2id, version 19, 2 passes over 64 MiB, one lane.
    @Test
    void library_computes_what_the_reference_does() {
        Argon2Function argon2 = Argon2Function.getInstance(65_536, 2, 1, 32, Argon2.ID);

        assertThat(argon2.hash(bytes("password"), bytes("somesalt")).getResult())
                .isEqualTo(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$" + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void password_is_known_again_and_no_other() {
        String hash = passwords.hash("a lantern by the river");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("lantern");
        assertThat(passwords.hash("a lantern by the river")).as("salted").isNotEqualTo(hash);
        assertThat(passwords.matches("a lantern by the river", hash)).isTrue();
        assertThat(passwords.matches("a lantern by the rivers", hash)).isFalse();
        assertThat(passwords.matches("a lantern by the river", null)).isFalse();
    }

    @Test
    void same_letters_from_another_keyboard_are_the_same_password() {
        String hash = passwords.hash("caf\u00e9 at the harbour");

        assertThat(passwords.matches("cafe\u0301 at the harbour", hash)).isTrue();
    }

    @Test
    void easy_passwords_are_refused_with_a_hint() {
        for (String easy : new String[] {"short", "aaaaaaaaaaaaaaaa", "anna-and-her-dog", "x".repeat(129)}) {
            assertThatThrownBy(() -> Passwords.check(easy, "anna")).as(easy).hasMessageContaining("");
        }
        Passwords.check("correct horse battery", "anna");
    }
}
