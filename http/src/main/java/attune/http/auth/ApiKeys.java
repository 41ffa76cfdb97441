package attune.http.auth;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of one community. A secret is shown once, when it is minted; what is kept is its hash. A key may end by
/// itself, be rotated with a time in which both it and its successor open, or be revoked at once.
///
/// The file may be changed by the command while a node serves: it is looked at again each second.
///
/// Any thread may call; reads see an immutable snapshot, writes are one at a time.
public final class ApiKeys {
    private static final long LOOK_AGAIN_MILLIS = 1000;

    /// A new key and the only sight of its secret.
    ///
    /// @param bearer goes after `Authorization: Bearer`
    public record Minted(ApiKey key, String bearer) {
        @Override
        public String toString() {
            return "Minted[" + key + "]";
        }
    }

    private final KeyFile file;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile KeyFile.State known;
    private volatile long lookedMillis;

    private ApiKeys(KeyFile file, SecureRandom random, InstantSource clock) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.known = file.read();
        this.lookedMillis = clock.millis();
    }

    /// Reads the file; a missing one means no keys yet.
    public static ApiKeys open(Path file, SecureRandom random, InstantSource clock) {
        return new ApiKeys(new KeyFile(file), random, clock);
    }

    /// Every key, those that ended included, in the order of minting.
    public List<ApiKey> all() {
        lookAgain();
        return List.copyOf(known.keys().values());
    }

    public Optional<ApiKey> find(String id) {
        lookAgain();
        return Optional.ofNullable(known.keys().get(id));
    }

    /// A key that never ends by itself.
    public Minted mint(Role scope, String label) {
        return mint(scope, label, null);
    }

    /// @param lifetime null for a key that never ends by itself
    public synchronized Minted mint(Role scope, String label, @Nullable Duration lifetime) {
        Instant expires = lifetime == null ? null : clock.instant().plus(lifetime);
        return file.change(keys -> minted(keys, scope, label, expires), this::learn);
    }

    /// Mints a successor of the same scope and label. The old key opens until the grace is over, so that whoever
    /// holds
    /// it has time to change.
    ///
    /// @throws NoSuchElementException when there is no such key, or it has ended
    public synchronized Minted rotate(String id, Duration grace) {
        Instant now = clock.instant();
        return file.change(
                keys -> {
                    ApiKey old = keys.get(id);
                    if (old == null || old.ended(now)) throw new NoSuchElementException("No live key has the id " + id);
                    keys.put(id, old.endingBy(now.plus(grace)));
                    Instant expires =
                            old.expires() == null ? null : now.plus(Duration.between(old.created(), old.expires()));
                    return minted(keys, old.scope(), old.label(), expires);
                },
                this::learn);
    }

    /// True when there was such a key; from now on it opens nothing.
    public synchronized boolean revoke(String id) {
        return file.change(keys -> keys.remove(id) != null, this::learn);
    }

    /// Whose key this is; empty for anything that is not a key of ours.
    Optional<Principal> recognise(String bearer) {
        String[] parts = bearer.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("ak")) {
            return Optional.empty();
        }
        lookAgain();
        ApiKey key = known.keys().get(parts[1]);
        Instant now = clock.instant();
        if (key == null || !key.opens(parts[2]) || key.ended(now)) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(key.lastUsed())) {
            used(key.id(), today);
        }
        return Optional.of(key.principal());
    }

    private synchronized void used(String id, LocalDate day) {
        try {
            file.change(
                    keys -> Optional.ofNullable(keys.computeIfPresent(id, (_, key) -> key.usedOn(day))), this::learn);
        } catch (UncheckedIOException full) {
            // A full disk must not lock everybody out: the day is noted here until the file is read again.
            Map<String, ApiKey> keys = new LinkedHashMap<>(known.keys());
            keys.computeIfPresent(id, (_, key) -> key.usedOn(day));
            learn(new KeyFile.State(keys, known.stamp()));
        }
    }

    private Minted minted(Map<String, ApiKey> keys, Role scope, String label, @Nullable Instant expires) {
        String id = HexFormat.of().formatHex(bytes(5));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
        String hash = HexFormat.of().formatHex(Digest.of(secret));
        ApiKey key = new ApiKey(id, scope, label, hash, clock.instant(), expires, null);
        keys.put(id, key);
        return new Minted(key, "ak." + id + "." + secret);
    }

    private void lookAgain() {
        long now = clock.millis();
        if (Math.abs(now - lookedMillis) < LOOK_AGAIN_MILLIS) return;
        lookedMillis = now;
        if (!file.stamp().equals(known.stamp())) learn(file.read());
    }

    private void learn(KeyFile.State state) {
        known = state;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
