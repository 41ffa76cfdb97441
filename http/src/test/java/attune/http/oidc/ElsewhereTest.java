package attune.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Principal;
import attune.http.auth.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way to a provider and back, with one on loopback that says what the test wants.
@Timeout(60)
class ElsewhereTest {
    private final SecureRandom random = new SecureRandom();
    private final List<Principal.Staff> opened = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ECKey key = key();
    private HttpServer provider;
    private Elsewhere elsewhere;
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private volatile boolean named;
    private volatile boolean broken;
    private volatile String nonce = "";

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        OidcSettings settings = new OidcSettings(
                URI.create(issuer()),
                "attune",
                "secret",
                URI.create("https://attune.example/signin/return"),
                "groups",
                Map.of("trust", Role.MODERATOR));
        elsewhere = new Elsewhere(settings, this::session, random, () -> now);
    }

    @AfterEach
    void close() {
        elsewhere.close();
        provider.stop(0);
    }

    private String session(Principal.Staff who) {
        opened.add(who);
        return "a session";
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = said(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String said(String path) {
        return switch (path) {
            case "/keys" -> new JWKSet(key.toPublicJWK()).toString();
            case "/token" -> "{\"id_token\":\"" + token() + "\"}";
            default -> description();
        };
    }

    private String description() {
        return "{\"issuer\":\"" + issuer() + "\",\"authorization_endpoint\":\"" + issuer() + "/authorize\","
                + "\"token_endpoint\":\"" + issuer() + "/token\",\"jwks_uri\":\"" + issuer() + "/keys\","
                + "\"authorization_response_iss_parameter_supported\":" + named + "}";
    }

    private String token() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("attune")
                .subject("anna")
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("groups", List.of("trust"))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    private static String parameter(Elsewhere.Departure departure, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]+)")
                .matcher(departure.address().toString());
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private Elsewhere.Departure departed(String address) {
        Elsewhere.Departure departure = elsewhere.depart(address);
        nonce = parameter(departure, "nonce");
        return departure;
    }

    private Optional<String> arrive(Elsewhere.Departure departure, String issuer, boolean mixable) {
        return elsewhere.arrive(parameter(departure, "state"), "a code", departure.browser(), issuer, mixable);
    }

    @Test
    void person_comes_back_and_has_a_session_in_their_role() {
        assertThat(arrive(departed("a"), "", false)).contains("a session");
        assertThat(arrive(departed("a"), issuer(), true)).contains("a session");

        assertThat(opened)
                .containsExactly(
                        new Principal.Staff(Role.MODERATOR, "oidc:anna"),
                        new Principal.Staff(Role.MODERATOR, "oidc:anna"));
    }

    /// RFC 9207: an answer of one provider that is taken for another's would give the other its code.
    @Test
    void answer_of_another_provider_is_refused_before_its_code_is_shown_to_anybody() {
        assertThat(arrive(departed("a"), "https://honest.example", false)).isEmpty();

        assertThat(asked).doesNotContain("/token");
        assertThat(opened).isEmpty();
    }

    @Test
    void answer_that_does_not_say_whose_it_is_is_refused_where_it_should() {
        assertThat(arrive(departed("a"), "", true))
                .as("several providers on the node")
                .isEmpty();
        now = now.plus(Elsewhere.FRESH);
        named = true;
        assertThat(arrive(departed("a"), "", false))
                .as("it says it always tells")
                .isEmpty();

        assertThat(asked).doesNotContain("/token");
    }

    @Test
    void provider_is_asked_anew_after_an_hour_and_left_alone_when_it_is_silent() {
        broken = true;
        assertThatThrownBy(() -> elsewhere.depart("a")).isInstanceOf(ProviderFailure.class);
        assertThatThrownBy(() -> elsewhere.depart("a")).isInstanceOf(ProviderFailure.class);
        assertThat(asked).as("once, for each who waits holds a place").hasSize(1);

        broken = false;
        now = now.plus(Elsewhere.SILENCE);
        departed("a");
        departed("a");
        assertThat(asked).hasSize(2);

        now = now.plus(Elsewhere.FRESH);
        departed("a");
        assertThat(asked).hasSize(3);
        now = now.plus(Elsewhere.FRESH);
        broken = true;
        departed("a");
        assertThat(asked).as("what it said before is good while it is silent").hasSize(4);
    }

    @Test
    void one_address_ends_nobody_elses_journey() {
        Elsewhere.Departure anna = departed("anna's");
        String hers = nonce;
        List<Elsewhere.Departure> others = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) others.add(departed("a noisy one's"));

        nonce = hers;
        assertThat(arrive(anna, "", false)).isPresent();
        assertThat(arrive(others.getFirst(), "", false)).isEmpty();
    }
}
