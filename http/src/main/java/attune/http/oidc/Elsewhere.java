package attune.http.oidc;

import attune.http.auth.Digest;
import attune.http.auth.Principal;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    /// @param from    the address it left from
    private record Journey(String browser, String nonce, String verifier, String from, long endsMillis) {}

    private record Known(Provider provider, long freshMillis) {}

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
    private static final int MOST = 10_000;
    /// From one address, so that nobody ends other people's journeys by beginning many.
    static final int MOST_OF_ONE = 20;
    /// How long what the provider says of itself is believed.
    static final Duration FRESH = Duration.ofHours(1);
    /// How long it is left alone when it did not answer, for each who waits for it holds a place.
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final Function<Principal.Staff, String> open;
    private final SecureRandom random;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Journey> journeys = new LinkedHashMap<>();
    private volatile @Nullable Known known;
    private volatile long silentMillis = Long.MIN_VALUE;

    /// @param open opens a session for somebody and answers its secret
    public Elsewhere(
            OidcSettings settings, Function<Principal.Staff, String> open, SecureRandom random, InstantSource clock) {
        this.settings = settings;
        this.open = open;
        this.random = random;
        this.clock = clock;
    }

    public URI issuer() {
        return settings.issuer();
    }

    /// Sends a browser off.
    ///
    /// @param address where the browser is
    /// @throws ProviderFailure when the provider is not to be had
    public Departure depart(String address) {
        String state = secret();
        String browser = secret();
        Journey journey = new Journey(hash(browser), secret(), secret(), address, clock.millis() + LONGEST.toMillis());
        Provider known = provider();
        synchronized (journeys) {
            makeRoom(address);
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

    /// The journeys lie in the order in which they began.
    private void makeRoom(String address) {
        journeys.values().removeIf(one -> one.endsMillis <= clock.millis());
        List<String> sameAddress = journeys.entrySet().stream()
                .filter(one -> one.getValue().from.equals(address))
                .map(Map.Entry::getKey)
                .toList();
        if (sameAddress.size() >= MOST_OF_ONE) journeys.remove(sameAddress.getFirst());
        else if (journeys.size() >= MOST)
            journeys.remove(journeys.keySet().iterator().next());
    }

    /// Receives a browser: the secret of a new session, or empty when this is not one of our journeys, or the
    /// person has no role here.
    ///
    /// @param browser the secret of the browser's cookie
    /// @param issuer  who the answer says the provider is; empty when it does not say
    /// @param named   whether it has to say, for there are others whose answers could be mixed up with it
    /// @throws ProviderFailure when the provider does not do its part
    public Optional<String> arrive(String state, String code, String browser, String issuer, boolean named) {
        Journey journey;
        synchronized (journeys) {
            journey = journeys.remove(state);
        }
        boolean ours = journey != null && journey.endsMillis > clock.millis() && journey.browser.equals(hash(browser));
        if (journey == null || !ours) return Optional.empty();
        Provider known = provider();
        boolean its = issuer.isEmpty()
                ? !named && !known.named()
                : issuer.equals(settings.issuer().toString());
        if (!its) return Optional.empty();
        String token = known.trade(settings, client, code, journey.verifier);
        try {
            return new IdTokens(settings, known.keys(), clock)
                    .check(token, journey.nonce)
                    .map(identity -> open.apply(new Principal.Staff(identity.role(), "oidc:" + identity.subject())));
        } catch (IdTokens.Untrusted untrusted) {
            throw new ProviderFailure(String.valueOf(untrusted.getMessage()), untrusted);
        }
    }

    /// What it said before is good while it is silent: its keys are fetched apart, and prove it.
    private Provider provider() {
        Known last = known;
        if (last != null && clock.millis() < last.freshMillis) return last.provider;
        if (clock.millis() < silentMillis)
            return before(last, new ProviderFailure("The provider was silent just now."));
        try {
            Provider provider = Provider.discover(settings, client);
            known = new Known(provider, clock.millis() + FRESH.toMillis());
            return provider;
        } catch (ProviderFailure failure) {
            silentMillis = clock.millis() + SILENCE.toMillis();
            return before(last, failure);
        }
    }

    private static Provider before(@Nullable Known last, ProviderFailure failure) {
        if (last == null) throw failure;
        return last.provider;
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
