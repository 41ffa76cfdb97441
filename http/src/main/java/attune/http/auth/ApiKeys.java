package attune.http.auth;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of one community, kept in a small JSON file that only its owner may read. The file holds hashes: a
/// secret is shown once, when it is minted.
///
/// Any thread may call; reads see an immutable snapshot, writes are one at a time.
public final class ApiKeys {

    /// A new key and the only sight of its secret.
    ///
    /// @param bearer goes after `Authorization: Bearer`
    public record Minted(ApiKey key, String bearer) {}

    private final Path file;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile Map<String, ApiKey> keys;

    private ApiKeys(Path file, SecureRandom random, InstantSource clock, Map<String, ApiKey> keys) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.keys = Map.copyOf(keys);
    }

    /// Reads the file; a missing one means no keys yet.
    public static ApiKeys open(Path file, SecureRandom random, InstantSource clock) {
        return new ApiKeys(file, random, clock, read(file));
    }

    public List<ApiKey> all() {
        return List.copyOf(keys.values());
    }

    public synchronized Minted mint(Role scope, String label) {
        String id = HexFormat.of().formatHex(bytes(5));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
        ApiKey key = new ApiKey(id, scope, label, HexFormat.of().formatHex(Digest.of(secret)), clock.instant());
        Map<String, ApiKey> more = new LinkedHashMap<>(keys);
        more.put(id, key);
        replace(more);
        return new Minted(key, "ak." + id + "." + secret);
    }

    /// True when there was such a key; from now on it opens nothing.
    public synchronized boolean revoke(String id) {
        Map<String, ApiKey> fewer = new LinkedHashMap<>(keys);
        boolean existed = fewer.remove(id) != null;
        if (existed) {
            replace(fewer);
        }
        return existed;
    }

    /// Whose key this is; empty for anything that is not a key of ours.
    Optional<Principal> recognise(String bearer) {
        String[] parts = bearer.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("ak")) {
            return Optional.empty();
        }
        ApiKey key = keys.get(parts[1]);
        return key != null && key.opens(parts[2]) ? Optional.of(key.principal()) : Optional.empty();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void replace(Map<String, ApiKey> changed) {
        byte[] json = JsonWriter.bytes(out -> write(changed, out));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            createPrivate(draft);
            Files.write(draft, json);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file " + file + " cannot be written", failure);
        }
        keys = Map.copyOf(changed);
    }

    private static void createPrivate(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    private static void write(Map<String, ApiKey> keys, JsonWriter out) {
        out.object().array("keys");
        for (ApiKey key : keys.values()) {
            out.object()
                    .field("id", key.id())
                    .field("scope", key.scope().word())
                    .field("label", key.label())
                    .field("hash", key.hash())
                    .field("created", key.created())
                    .end();
        }
        out.end().end();
    }

    private static Map<String, ApiKey> read(Path file) {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return keys;
        }
        try {
            JsonObject json = Json.parseObject(Files.readAllBytes(file), JsonLimits.STANDARD);
            for (JsonObject key : json.objects("keys")) {
                Role scope = Role.of(key.text("scope"));
                ApiKey read =
                        new ApiKey(key.text("id"), scope, key.text("label"), key.text("hash"), key.time("created"));
                keys.put(read.id(), read);
            }
            return keys;
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file " + file + " cannot be read", failure);
        }
    }
}
