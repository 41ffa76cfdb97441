package attune.http.oidc;

import attune.http.auth.Digest;
import attune.http.auth.Principal;
import attune.http.auth.Sessions;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way of one community's staff to an identity provider and back: authorization code with PKCE, a state that only
/// the browser that left can bring back, and a nonce that only the token made for it can hold. Each works once, within
/// ten minutes.
///
/// Any thread may call; the object's monitor guards the journeys.
public final class Elsewhere implements AutoCloseable {
    /// Somebody on the way.
    ///
    /// @param browser SHA-256 of the secret that only the browser has, in a cookie
    private record Journey(String browser, String nonce, String verifier, long endsMillis) {}

    /// @param address where to send the browser
    /// @param browser the secret for the browser's cookie
    public record Departure(URI address, String browser) {
        @Override
        public String toString() {
            return "Departure";
        }
    }

    /// From leaving to coming back.
    public static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final OidcSettings settings;
    private final Sessions sessions;
    private final SecureRandom random;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Journey> journeys = new LinkedHashMap<>();
    private volatile @Nullable Provider provider;

    public Elsewhere(OidcSettings settings, Sessions sessions, SecureRandom random, InstantSource clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.random = random;
        this.clock = clock;
    }

    /// Sends a browser off.
    ///
    /// @throws IllegalStateException when the provider is not to be had
    public Departure depart() {
        String state = secret();
        String browser = secret();
        Journey journey = new Journey(hash(browser), secret(), secret(), clock.millis() + LONGEST.toMillis());
        Provider known = provider();
        synchronized (journeys) {
            journeys.values().removeIf(one -> one.endsMillis <= clock.millis());
            if (journeys.size() >= MOST)
                journeys.remove(journeys.keySet().iterator().next());
            journeys.put(state, journey);
        }
        String query = Provider.form(Map.of(
                "response_type",
                "code",
                "scope",
                "openid",
                "client_id",
                settings.client(),
                "redirect_uri",
                settings.callback().toString(),
                "state",
                state,
                "nonce",
                journey.nonce,
                "code_challenge",
                challenge(journey.verifier),
                "code_challenge_method",
                "S256"));
        String join = known.authorization().getRawQuery() == null ? "?" : "&";
        return new Departure(URI.create(known.authorization() + join + query), browser);
    }

    /// Receives a browser: the secret of a new session, or empty when this is not one of our journeys, or the
    /// person has no role here.
    ///
    /// @param browser the secret of the browser's cookie
    public Optional<String> arrive(String state, String code, String browser) {
        Journey journey;
        synchronized (journeys) {
            journey = journeys.remove(state);
        }
        boolean ours = journey != null && journey.endsMillis > clock.millis() && journey.browser.equals(hash(browser));
        if (journey == null || !ours) return Optional.empty();
        Provider known = provider();
        String token = known.trade(settings, client, code, journey.verifier);
        try {
            return new IdTokens(settings, known.keys(), clock)
                    .check(token, journey.nonce)
                    .map(identity -> sessions.open(new Principal.Staff(identity.role(), "oidc:" + identity.subject())));
        } catch (IdTokens.Untrusted untrusted) {
            return Optional.empty();
        }
    }

    private Provider provider() {
        Provider known = provider;
        if (known == null) {
            known = Provider.discover(settings, client);
            provider = known;
        }
        return known;
    }

    /// RFC 7636, 4.2.
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.of(verifier));
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Digest.of(secret));
    }

    @Override
    public void close() {
        client.close();
    }
}
