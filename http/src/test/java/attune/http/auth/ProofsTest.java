package attune.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {
    private final SecureRandom random = new SecureRandom();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void key_is_known_again_after_a_restart_and_not_after_revocation(@TempDir Path folder) {
        Path file = folder.resolve("keys.json");
        ApiKeys keys = ApiKeys.open(file, random, clock);
        ApiKeys.Minted minted = keys.mint(Role.BACKEND, "shop");

        ApiKeys again = ApiKeys.open(file, random, clock);
        assertThat(again.recognise(minted.bearer()))
                .contains(Principal.backend(minted.key().id()));
        assertThat(again.all())
                .extracting(ApiKey::id)
                .containsExactly(minted.key().id());

        assertThat(again.revoke(minted.key().id())).isTrue();
        assertThat(again.recognise(minted.bearer())).isEmpty();
        assertThat(ApiKeys.open(file, random, clock).recognise(minted.bearer())).isEmpty();
        assertThat(again.revoke(minted.key().id())).isFalse();
    }

    @Test
    void file_holds_no_secret_and_only_its_owner_reads_it(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        ApiKeys.Minted minted = ApiKeys.open(file, random, clock).mint(Role.OPERATOR, "console");
        String secret = minted.bearer().substring(minted.bearer().lastIndexOf('.') + 1);

        assertThat(Files.readString(file)).contains(minted.key().id()).doesNotContain(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void key_ends_by_its_time_and_tells_the_last_day_it_was_used(@TempDir Path folder) {
        ApiKeys keys = ApiKeys.open(folder.resolve("keys.json"), random, clock);
        ApiKeys.Minted minted = keys.mint(Role.INGEST, "importer", Duration.ofDays(2));
        assertThat(minted.key().lastUsed()).isNull();

        now = now.plus(Duration.ofDays(1));
        assertThat(keys.recognise(minted.bearer()))
                .contains(new Principal.Machine(Role.INGEST, minted.key().id()));
        assertThat(keys.find(minted.key().id()).orElseThrow().lastUsed()).isEqualTo("2026-02-01");
        now = now.plus(Duration.ofDays(1));
        assertThat(keys.recognise(minted.bearer())).isEmpty();
        assertThat(keys.all()).as("it stays visible").hasSize(1);
    }

    @Test
    void rotated_key_and_its_successor_open_side_by_side_for_a_while(@TempDir Path folder) {
        ApiKeys keys = ApiKeys.open(folder.resolve("keys.json"), random, clock);
        ApiKeys.Minted old = keys.mint(Role.BACKEND, "shop");

        ApiKeys.Minted fresh = keys.rotate(old.key().id(), Duration.ofHours(1));

        assertThat(fresh.key().scope()).isEqualTo(Role.BACKEND);
        assertThat(fresh.key().label()).isEqualTo("shop");
        assertThat(keys.recognise(old.bearer())).isPresent();
        assertThat(keys.recognise(fresh.bearer())).isPresent();
        now = now.plus(Duration.ofHours(1));
        assertThat(keys.recognise(old.bearer())).isEmpty();
        assertThat(keys.recognise(fresh.bearer())).isPresent();
        assertThatThrownBy(() -> keys.rotate(old.key().id(), Duration.ZERO)).hasMessageContaining("No live key");
    }

    @Test
    void file_of_the_first_format_opens(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        Files.writeString(file, """
                {"keys":[{"id":"1a2b3c4d5e","scope":"backend","label":"first backend",
                "hash":"%s","created":"2026-01-01T00:00:00Z"}]}""".formatted("0".repeat(64)));

        ApiKey key = ApiKeys.open(file, random, clock).all().getFirst();

        assertThat(key.scope()).isEqualTo(Role.BACKEND);
        assertThat(key.expires()).isNull();
    }

    @Test
    void secrets_are_not_in_what_a_log_would_print(@TempDir Path folder) {
        ApiKeys keys = ApiKeys.open(folder.resolve("keys.json"), random, clock);
        ApiKeys.Minted minted = keys.mint(Role.OPERATOR, "one");
        String secret = minted.bearer().substring(minted.bearer().lastIndexOf('.') + 1);

        assertThat(minted.toString()).doesNotContain(secret);
        assertThat(Credential.of("Bearer " + minted.bearer(), Optional.empty()).toString())
                .isEqualTo("Bearer");
        assertThat(Credential.of(null, Optional.of("xyz")).toString()).isEqualTo("Session");
    }

    @Test
    void wrong_secrets_open_nothing(@TempDir Path folder) {
        ApiKeys keys = ApiKeys.open(folder.resolve("keys.json"), random, clock);
        String bearer = keys.mint(Role.OPERATOR, "one").bearer();
        String other = keys.mint(Role.OPERATOR, "two").bearer();
        String crossed = bearer.substring(0, bearer.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThat(keys.recognise(crossed)).isEmpty();
        assertThat(keys.recognise(bearer + "A")).isEmpty();
        assertThat(keys.recognise("")).isEmpty();
        assertThat(keys.recognise("ak..")).isEmpty();
    }

    @Test
    void member_token_ends_by_its_time() {
        MemberTokens tokens = new MemberTokens(new Signer(new byte[32]), clock);
        String bearer = tokens.mint("ada ü", Duration.ofMinutes(5)).bearer();

        assertThat(tokens.recognise(bearer)).contains(Principal.member("ada ü"));
        now = now.plus(Duration.ofMinutes(5));
        assertThat(tokens.recognise(bearer)).isEmpty();
    }

    @Test
    void member_token_that_was_changed_or_made_elsewhere_is_worthless() {
        byte[] otherSecret = new byte[32];
        otherSecret[31] = 1;
        MemberTokens tokens = new MemberTokens(new Signer(new byte[32]), clock);
        String bearer = tokens.mint("ada", Duration.ofHours(1)).bearer();

        for (int i = 3; i < bearer.length() - 1; i++) {
            char other = bearer.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.recognise(bearer.substring(0, i) + other + bearer.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(new MemberTokens(new Signer(otherSecret), clock).recognise(bearer))
                .isEmpty();
        assertThatThrownBy(() -> tokens.mint("ada", Duration.ofDays(2))).hasMessageContaining("up to a day");
    }

    @Test
    void session_ends_by_time_by_signing_out_and_link_works_once() {
        Sessions sessions = new Sessions(random, clock);
        String link = sessions.invite(Principal.operator("console"));
        String session = sessions.open(sessions.redeem(link).orElseThrow());

        assertThat(sessions.redeem(link)).isEmpty();
        assertThat(sessions.recognise(session)).contains(Principal.operator("console"));
        assertThat(sessions.recognise(link)).isEmpty();

        sessions.end(session);
        assertThat(sessions.recognise(session)).isEmpty();

        String later = sessions.open(Principal.operator("console"));
        String stale = sessions.invite(Principal.operator("console"));
        now = now.plus(Duration.ofMinutes(16));
        assertThat(sessions.redeem(stale)).isEmpty();
        assertThat(sessions.recognise(later)).isPresent();
        now = now.plus(Sessions.IDLE);
        assertThat(sessions.recognise(later)).isEmpty();
    }

    @Test
    void busy_session_ends_too() {
        Sessions sessions = new Sessions(random, clock);
        String session = sessions.open(Principal.operator("anna"));
        Instant end = now.plus(Sessions.SESSION_LIFETIME);
        while (now.isBefore(end)) {
            assertThat(sessions.recognise(session)).isPresent();
            now = now.plus(Sessions.IDLE.dividedBy(2));
        }

        assertThat(sessions.recognise(session)).isEmpty();
    }

    @Test
    void sessions_of_one_account_end_together_but_one() {
        Sessions sessions = new Sessions(random, clock);
        String here = sessions.open(Principal.operator("anna"));
        String there = sessions.open(Principal.operator("anna"));
        String ben = sessions.open(Principal.operator("ben"));

        sessions.endAll("anna", here);

        assertThat(sessions.recognise(here)).isPresent();
        assertThat(sessions.recognise(there)).isEmpty();
        assertThat(sessions.recognise(ben)).isPresent();
        assertThat(sessions.count("anna")).isEqualTo(1);
    }

    @Test
    void one_name_pushes_nobody_else_out_by_signing_in_again_and_again() {
        Sessions sessions = new Sessions(random, clock);
        String ben = sessions.open(Principal.operator("ben"));
        String first = sessions.open(Principal.operator("anna"));
        for (int i = 0; i < 1_500; i++) {
            now = now.plusMillis(1);
            sessions.open(Principal.operator("anna"));
        }

        assertThat(sessions.recognise(ben)).isPresent();
        assertThat(sessions.recognise(first)).isEmpty();
        assertThat(sessions.count("anna")).isEqualTo(Sessions.MOST_OF_ONE);
        assertThat(sessions.all())
                .extracting(standing -> standing.who().name() + " " + standing.sessions())
                .containsExactly("anna 20", "ben 1");
    }
}
