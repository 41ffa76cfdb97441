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
import java.util.Collections;
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
/// The file is read once: the folder's lock sees to it that one process at a time opens the community.
///
/// Any thread may call; reads see an immutable snapshot, writes are one at a time.
public final class ApiKeys {
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
    private volatile Map<String, ApiKey> keys;

    private ApiKeys(KeyFile file, SecureRandom random, InstantSource clock) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.keys = file.read();
    }

    /// Reads the file; a missing one means no keys yet.
    public static ApiKeys open(Path file, SecureRandom random, InstantSource clock) {
        return new ApiKeys(new KeyFile(file), random, clock);
    }

    /// Every key, those that ended included, in the order of minting.
    public List<ApiKey> all() {
        return List.copyOf(keys.values());
    }

    /// Whether there ever was a key, also when all were revoked.
    public boolean begun() {
        return !keys.isEmpty() || file.exists();
    }

    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// A key that never ends by itself.
    public Minted mint(Role scope, String label) {
        return mint(scope, label, null);
    }

    /// @param lifetime null for a key that never ends by itself
    public synchronized Minted mint(Role scope, String label, @Nullable Duration lifetime) {
        Map<String, ApiKey> changed = new LinkedHashMap<>(keys);
        Minted minted = minted(
                changed, scope, label, lifetime == null ? null : clock.instant().plus(lifetime));
        replace(changed);
        return minted;
    }

    /// Mints a successor of the same scope, label and lifetime. The old key opens until the grace is over, so that
    /// whoever holds it has time to change.
    ///
    /// @throws NoSuchElementException when there is no such key, or it has ended
    public synchronized Minted rotate(String id, Duration grace) {
        Instant now = clock.instant();
        ApiKey old = keys.get(id);
        if (old == null || old.ended(now)) throw new NoSuchElementException("No live key has the id " + id + ".");
        Instant expires = old.expires() == null ? null : now.plus(Duration.between(old.created(), old.expires()));
        Map<String, ApiKey> changed = new LinkedHashMap<>(keys);
        changed.put(id, old.endingBy(now.plus(grace)));
        Minted minted = minted(changed, old.scope(), old.label(), expires);
        replace(changed);
        return minted;
    }

    /// True when there was such a key; from now on it opens nothing.
    public synchronized boolean revoke(String id) {
        Map<String, ApiKey> fewer = new LinkedHashMap<>(keys);
        boolean existed = fewer.remove(id) != null;
        if (existed) replace(fewer);
        return existed;
    }

    /// Whose key this is; empty for anything that is not a key of ours.
    Optional<Principal> recognise(String bearer) {
        String[] parts = bearer.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("ak")) {
            return Optional.empty();
        }
        ApiKey key = keys.get(parts[1]);
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
        Map<String, ApiKey> changed = new LinkedHashMap<>(keys);
        changed.computeIfPresent(id, (_, key) -> key.usedOn(day));
        try {
            replace(changed);
        } catch (UncheckedIOException full) {
            // A full disk must not lock everybody out: the day is kept here, and written with the next change.
            keys = Collections.unmodifiableMap(changed);
        }
    }

    private void replace(Map<String, ApiKey> changed) {
        file.write(changed);
        keys = Collections.unmodifiableMap(changed);
    }

    private Minted minted(Map<String, ApiKey> into, Role scope, String label, @Nullable Instant expires) {
        String id = HexFormat.of().formatHex(bytes(5));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
        String hash = HexFormat.of().formatHex(Digest.of(secret));
        ApiKey key = new ApiKey(id, scope, label, hash, clock.instant(), expires, null);
        into.put(id, key);
        return new Minted(key, "ak." + id + "." + secret);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
