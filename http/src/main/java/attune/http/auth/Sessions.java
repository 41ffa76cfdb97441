package attune.http.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    /// Of one name, so that nobody pushes others out by signing in again and again.
    static final int MOST_OF_ONE = 20;

    /// Who has sessions now.
    ///
    /// @param sessions how many browsers
    /// @param lastUsed of any of them
    public record Standing(Principal.Staff who, int sessions, Instant lastUsed) {}

    private record Held(Principal.Staff principal, long expiresMillis, long idleMillis) {
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
    public synchronized String invite(Principal.Staff principal) {
        long ends = clock.millis() + LINK_LIFETIME.toMillis();
        return keep(links, new Held(principal, ends, ends));
    }

    /// Uses a link up: whom it lets in; empty when it is unknown, used or too old.
    public synchronized Optional<Principal.Staff> redeem(String link) {
        Held held = links.remove(hash(link));
        return held != null && held.live(clock.millis()) ? Optional.of(held.principal) : Optional.empty();
    }

    /// Opens a session and returns its secret.
    public synchronized String open(Principal.Staff principal) {
        long now = clock.millis();
        if (count(principal.name()) >= MOST_OF_ONE) endOldest(principal.name(), now);
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

    private void endOldest(String name, long now) {
        sessions.values().removeIf(held -> !held.live(now));
        sessions.entrySet().stream()
                .filter(entry -> isOf(name, entry.getValue()))
                .min(Comparator.comparingLong(entry -> entry.getValue().expiresMillis))
                .ifPresent(oldest -> sessions.remove(oldest.getKey()));
    }

    /// Everybody who has a session now, however they came in, by name.
    public synchronized List<Standing> all() {
        long now = clock.millis();
        Map<String, Standing> standing = new TreeMap<>();
        for (Held held : sessions.values()) {
            if (!held.live(now)) continue;
            Instant used = Instant.ofEpochMilli(held.idleMillis - IDLE.toMillis());
            standing.merge(
                    held.principal.name(),
                    new Standing(held.principal, 1, used),
                    (one, other) -> new Standing(
                            other.who,
                            one.sessions + 1,
                            one.lastUsed.isAfter(other.lastUsed) ? one.lastUsed : other.lastUsed));
        }
        return List.copyOf(standing.values());
    }

    /// How many sessions of one account are open.
    public synchronized int count(String name) {
        long now = clock.millis();
        return (int) sessions.values().stream()
                .filter(held -> isOf(name, held) && held.live(now))
                .count();
    }

    private static boolean isOf(String name, Held held) {
        return held.principal.name().equals(name);
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
