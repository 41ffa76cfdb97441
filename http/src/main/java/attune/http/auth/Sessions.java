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

/// Console sessions of one community. Signing in opens one, under a secret that never existed before; the
/// session's cookie proves it from then on, until it was idle too long, is too old, or somebody ends it. Kept
/// in memory, so that a restart signs everyone out. Secrets are kept as hashes, like keys.
///
/// Any thread may call; the object's monitor guards both maps.
public final class Sessions {
    static final Duration LINK_LIFETIME = Duration.ofMinutes(15);
    /// From signing in, however busy.
    public static final Duration SESSION_LIFETIME = Duration.ofHours(12);
    /// Since the last request.
    public static final Duration IDLE = Duration.ofHours(2);

    private static final int MOST = 1000;

    private record Held(Principal principal, long expiresMillis, long idleMillis) {
        Held touched(long nowMillis) {
            return new Held(principal, expiresMillis, nowMillis + IDLE.toMillis());
        }

        boolean live(long nowMillis) {
            return nowMillis < expiresMillis && nowMillis < idleMillis;
        }
    }

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
        long ends = clock.millis() + LINK_LIFETIME.toMillis();
        return keep(links, new Held(principal, ends, ends));
    }

    /// Trades a link's secret for a session's secret; empty when it is unknown, used or too old.
    public synchronized Optional<String> redeem(String link) {
        Held held = links.remove(hash(link));
        return held != null && held.live(clock.millis()) ? Optional.of(open(held.principal)) : Optional.empty();
    }

    /// Opens a session and returns its secret.
    public synchronized String open(Principal principal) {
        long now = clock.millis();
        return keep(sessions, new Held(principal, now + SESSION_LIFETIME.toMillis(), now + IDLE.toMillis()));
    }

    /// Whose session this is.
    public synchronized Optional<Principal> recognise(String session) {
        String hash = hash(session);
        Held held = sessions.get(hash);
        if (held == null) return Optional.empty();
        long now = clock.millis();
        if (!held.live(now)) {
            sessions.remove(hash);
            return Optional.empty();
        }
        sessions.put(hash, held.touched(now));
        return Optional.of(held.principal);
    }

    public synchronized void end(String session) {
        sessions.remove(hash(session));
    }

    /// Ends every session and link of one account or key, but one.
    ///
    /// @param but the secret of the session that stays; null for none
    public synchronized void endAll(String name, @Nullable String but) {
        String stays = but == null ? "" : hash(but);
        links.values().removeIf(held -> isOf(name, held));
        sessions.entrySet()
                .removeIf(
                        entry -> isOf(name, entry.getValue()) && !entry.getKey().equals(stays));
    }

    /// How many sessions of one account are open.
    public synchronized int count(String name) {
        long now = clock.millis();
        return (int) sessions.values().stream()
                .filter(held -> isOf(name, held) && held.live(now))
                .count();
    }

    private static boolean isOf(String name, Held held) {
        return held.principal instanceof Principal.Staff(Role _, String of) && of.equals(name);
    }

    private String keep(Map<String, Held> where, Held held) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        where.put(hash(secret), held);
        return secret;
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
