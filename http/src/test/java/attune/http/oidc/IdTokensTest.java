package attune.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String NONCE = "the nonce of this sign-in";
    private static final OidcSettings SETTINGS = new OidcSettings(
            URI.create("https://id.example"),
            "attune",
            "secret",
            URI.create("https://attune.example/signin/return"),
            "groups",
            Map.of("trust", Role.MODERATOR, "board", Role.AUDITOR));

    private final ECKey key = key("k1");
    private final IdTokens tokens = new IdTokens(SETTINGS, new ImmutableJWKSet<>(new JWKSet(key)), () -> NOW);

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .audience("attune")
                .subject("anna")
                .issueTime(Date.from(NOW.minusSeconds(5)))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .claim("nonce", NONCE)
                .claim("groups", List.of("everybody", "trust"));
    }

    private static String signed(ECKey with, JWTClaimsSet.Builder claims) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(with.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(new ECDSASigner(with));
        return token.serialize();
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.check(token, NONCE)).isInstanceOf(IdTokens.Untrusted.class);
    }

    @Test
    void genuine_token_tells_who_and_in_which_role() throws JOSEException {
        assertThat(tokens.check(signed(key, claims()), NONCE)).contains(new IdTokens.Identity("anna", Role.MODERATOR));
        assertThat(tokens.check(signed(key, claims().claim("groups", "board")), NONCE))
                .contains(new IdTokens.Identity("anna", Role.AUDITOR));
    }

    @Test
    void nobody_has_a_role_that_no_line_gives() throws JOSEException {
        assertThat(tokens.check(signed(key, claims().claim("groups", List.of("operator", "OPERATOR"))), NONCE))
                .isEmpty();
        assertThat(tokens.check(signed(key, claims().claim("groups", null)), NONCE))
                .isEmpty();
        assertThat(tokens.check(signed(key, claims().claim("groups", List.of())), NONCE))
                .isEmpty();
    }

    @Test
    void forged_tokens_are_refused() throws JOSEException {
        refused(new PlainJWT(claims().build()).serialize());
        refused(signed(key("k1"), claims()));
        refused(signed(key("k2"), claims()));
        String genuine = signed(key, claims());
        refused(genuine.substring(0, genuine.lastIndexOf('.') + 1));
        refused(genuine + "A");
        refused("");
        // The public key as the secret of a symmetric signature.
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
        confused.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        refused(confused.serialize());
    }

    @Test
    void tokens_for_others_of_others_and_of_other_times_are_refused() throws JOSEException {
        refused(signed(key, claims().issuer("https://evil.example")));
        refused(signed(key, claims().audience("another client")));
        refused(signed(key, claims().audience(List.of("attune", "another client"))));
        refused(signed(key, claims().claim("azp", "another client")));
        refused(signed(key, claims().expirationTime(Date.from(NOW.minusSeconds(120)))));
        refused(signed(key, claims().expirationTime(null)));
        refused(signed(key, claims().subject(null)));
        refused(signed(key, claims().claim("nonce", null)));
        refused(signed(key, claims().claim("nonce", "the nonce of an earlier sign-in")));
    }

    /// RFC 7636, appendix B.
    @Test
    void challenge_is_that_of_the_standard() {
        assertThat(Elsewhere.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void careless_settings_are_refused() {
        assertThatThrownBy(() -> new OidcSettings(
                        URI.create("http://id.example"), "a", "b", SETTINGS.callback(), "groups", SETTINGS.roles()))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> new OidcSettings(
                        SETTINGS.issuer(), "a", "b", SETTINGS.callback(), "groups", Map.of("x", Role.BACKEND)))
                .hasMessageContaining("for staff");
        assertThat(SETTINGS.toString()).doesNotContain("secret");
    }
}
