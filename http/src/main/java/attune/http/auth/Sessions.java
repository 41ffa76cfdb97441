package attune.http.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Console sessions: a link that works once opens a session, and the session's cookie proves it from then on.
/// Kept in memory, so that a restart signs everyone out. Secrets are kept as hashes, like keys.
///
/// Any thread may call; the object's monitor guards both maps.
public final class Sessions {
    static final Duration LINK_LIFETIME = Duration.ofMinutes(15);
    public static final Duration SESSION_LIFETIME = Duration.ofHours(12);
    private static final int MOST = 1000;

    private record Held(Principal principal, long expiresMillis) {}

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Held> links = new Bounded();
    private final Map<String, Held> sessions = new Bounded();

    public Sessions(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// A secret for a sign-in link that works once, within fifteen minutes.
    public synchronized String invite(Principal principal) {
        return keep(links, principal, LINK_LIFETIME);
    }

    /// Trades a link's secret for a session's secret; empty when it is unknown, used or too old.
    public synchronized Optional<String> redeem(String link) {
        return live(links.remove(hash(link))).map(principal -> keep(sessions, principal, SESSION_LIFETIME));
    }

    /// Whose session this is.
    public synchronized Optional<Principal> recognise(String session) {
        return live(sessions.get(hash(session)));
    }

    public synchronized void end(String session) {
        sessions.remove(hash(session));
    }

    private String keep(Map<String, Held> where, Principal principal, Duration lifetime) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        where.put(hash(secret), new Held(principal, clock.millis() + lifetime.toMillis()));
        return secret;
    }

    private Optional<Principal> live(@Nullable Held held) {
        return held != null && held.expiresMillis > clock.millis() ? Optional.of(held.principal) : Optional.empty();
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Digest.of(secret));
    }

    /// Forgets its oldest entry when full, so that nobody fills the memory by signing in.
    private static final class Bounded extends LinkedHashMap<String, Held> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > MOST;
        }
    }
}
