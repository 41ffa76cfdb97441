package attune.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Role;
import attune.http.auth.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final String PASSWORD = "a lantern by the river";

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private Accounts accounts;

    @BeforeEach
    void open() {
        accounts = reopened(new byte[32]);
    }

    private Accounts reopened(byte[] secret) {
        return Accounts.open(
                folder.resolve("accounts.json"), "Village", new Signer(secret), new SecureRandom(), () -> now);
    }

    private void anna() {
        String secret = accounts.invite("anna", Role.OPERATOR).secret();
        assertThat(accept(secret, PASSWORD)).isPresent();
    }

    private Optional<Accounts.Card> recognise(String name, String password, @Nullable String code) {
        return accounts.recognise(name, password, code, card -> card);
    }

    private Optional<Accounts.Card> accept(String secret, String password) {
        return accounts.accept(secret, password, card -> card);
    }

    private Accounts.Enrolment enrol() {
        return accounts.enrol(accounts.prove("anna", PASSWORD).orElseThrow());
    }

    private Optional<List<String>> confirm(String code) {
        return accounts.confirm("anna", code, () -> {});
    }

    private String code(Accounts.Enrolment enrolment, int steps) {
        return Totp.code(decoded(enrolment.secret()), now.getEpochSecond() / 30 + steps, 6);
    }

    private static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(bit / 5));
            if ((value >> (4 - bit % 5) & 1) == 1) bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return bytes;
    }

    @Test
    void invitation_works_once_and_for_three_days() {
        Accounts.Invited invited = accounts.invite("anna", Role.MODERATOR);
        assertThat(recognise("anna", PASSWORD, null)).as("before").isEmpty();

        assertThat(accept(invited.secret(), PASSWORD)).isPresent();

        assertThat(accept(invited.secret(), "another password")).isEmpty();
        assertThat(recognise("Anna", PASSWORD, null)).isPresent();
        assertThat(recognise("anna", PASSWORD + "s", null)).isEmpty();
        Accounts.Invited late = accounts.invite("ben", Role.AUDITOR);
        now = now.plus(Accounts.INVITATION);
        assertThat(accept(late.secret(), PASSWORD)).isEmpty();
        assertThatThrownBy(() -> accounts.invite("anna", Role.OPERATOR)).hasMessageContaining("of this name");
    }

    @Test
    void file_survives_a_restart_and_holds_no_secret() throws IOException {
        String secret = accounts.invite("anna", Role.OPERATOR).secret();
        accept(secret, PASSWORD);
        Accounts.Enrolment enrolment = enrol();
        List<String> recovery = confirm(code(enrolment, 0)).orElseThrow();

        String file = Files.readString(folder.resolve("accounts.json"));
        assertThat(file).contains("anna").doesNotContain(PASSWORD, secret, enrolment.secret());
        assertThat(recovery).noneMatch(each -> file.contains(each) || file.contains(each.replace("-", "")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("accounts.json"))))
                .isEqualTo("rw-------");
        accounts = reopened(new byte[32]);
        assertThat(recognise("anna", PASSWORD, code(enrolment, 1))).isPresent();
    }

    @Test
    void second_factor_is_needed_once_it_is_set_and_no_code_works_twice() {
        anna();
        Accounts.Enrolment enrolment = enrol();
        assertThat(enrolment.uri())
                .isEqualTo("otpauth://totp/Attune%20Village:anna?secret=" + enrolment.secret()
                        + "&issuer=Attune%20Village&algorithm=SHA1&digits=6&period=30");
        assertThat(recognise("anna", PASSWORD, null)).as("not complete yet").isPresent();
        assertThat(confirm("000000")).isEmpty();
        String first = code(enrolment, 0);
        assertThat(confirm(first)).isPresent();

        assertThat(recognise("anna", PASSWORD, null)).isEmpty();
        assertThat(recognise("anna", PASSWORD, first))
                .as("the code that completed it")
                .isEmpty();
        String next = code(enrolment, 1);
        assertThat(recognise("anna", PASSWORD + "s", next)).isEmpty();
        assertThat(recognise("anna", PASSWORD, next)).isPresent();
        assertThat(recognise("anna", PASSWORD, next)).as("again").isEmpty();
    }

    @Test
    void recovery_code_signs_in_once() {
        anna();
        List<String> codes = confirm(code(enrol(), 0)).orElseThrow();

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThat(recognise("anna", PASSWORD, codes.getFirst())).isPresent();
        assertThat(recognise("anna", PASSWORD, codes.getFirst())).isEmpty();
        assertThat(recognise("anna", PASSWORD, codes.get(1).replace("-", "").toUpperCase(Locale.ROOT)))
                .isPresent();
    }

    @Test
    void disabled_or_reset_account_does_not_sign_in() {
        anna();
        accounts.change("anna", Role.AUDITOR, true);
        assertThat(recognise("anna", PASSWORD, null)).isEmpty();
        accounts.change("anna", Role.AUDITOR, false);
        assertThat(recognise("anna", PASSWORD, null).orElseThrow().role()).isEqualTo(Role.AUDITOR);

        String again = accounts.inviteAgain("anna").secret();

        assertThat(recognise("anna", PASSWORD, null)).isEmpty();
        assertThat(accept(again, "a bridge in the fog")).isPresent();
        accounts.remove("anna");
        assertThat(recognise("anna", "a bridge in the fog", null)).isEmpty();
    }

    @Test
    void second_factor_of_another_community_cannot_be_read() {
        anna();
        assertThat(confirm(code(enrol(), 0))).isPresent();
        byte[] otherSecret = new byte[32];
        otherSecret[0] = 1;
        now = now.plus(Duration.ofMinutes(1));

        assertThatThrownBy(() -> reopened(otherSecret).recognise("anna", PASSWORD, "123456", card -> card))
                .hasMessageContaining("another community");
    }

    /// The password was hashed before the reset and is looked at after it: whoever lost it to somebody else is
    /// safe.
    @Test
    void sign_in_that_was_under_way_does_not_outlive_a_reset() throws InterruptedException {
        anna();
        AtomicReference<Optional<Accounts.Card>> came = new AtomicReference<>(Optional.empty());
        Thread thief = Thread.ofPlatform().unstarted(() -> came.set(recognise("anna", PASSWORD, null)));

        Accounts guarded = accounts;
        synchronized (guarded) {
            thief.start();
            while (thief.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
            accounts.inviteAgain("anna");
        }
        thief.join();

        assertThat(came.get()).isEmpty();
    }

    @Test
    void what_an_old_password_began_ends_with_it() {
        anna();
        Accounts.Proof proof = accounts.prove("anna", PASSWORD).orElseThrow();
        Accounts.Enrolment begun = accounts.enrol(proof);
        String again = accounts.inviteAgain("anna").secret();

        assertThatThrownBy(() -> accounts.changePassword(proof, "a bridge in the fog", () -> {}))
                .hasMessageContaining("changed meanwhile");
        assertThat(accept(again, "a bridge in the fog"))
                .as("the invitation stands")
                .isPresent();
        assertThat(confirm(code(begun, 0)))
                .as("the second factor of whoever had it before")
                .isEmpty();
    }

    @Test
    void second_factor_waits_ten_minutes_for_its_first_code() {
        anna();
        Accounts.Enrolment begun = enrol();
        now = now.plus(Accounts.ENROLMENT);

        assertThat(confirm(code(begun, 0))).isEmpty();
    }
}
