package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.keys.MemberKeys;
import attune.store.keys.Sealing;
import attune.store.keys.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The key ring of a community in a file of its own: a root secret and one random key per member, each wrapped under
/// the master key. A destroyed key is overwritten in place by zeros of the same length, so that no page is ever split
/// or merged and no copy stays behind in the slack of another page.
///
/// Threads: reading from any; `create`, `persist` and `destroy` are serialized here.
final class SqliteKeys implements MemberKeys, Secrets, AutoCloseable {
    private static final String HMAC = "HmacSHA256";
    private static final int ROOT = -1;

    private final Connection connection;
    private final SecureRandom random;
    private final byte[] master;
    private final Sealing wrapping;
    private final KeyCache cache = new KeyCache();
    private final Map<Integer, byte[]> unsaved = new LinkedHashMap<>();
    private final Map<String, SecretKeySpec> uses = new ConcurrentHashMap<>();
    private final byte[] root;

    private SqliteKeys(Connection connection, byte[] master, byte[] root, SecureRandom random) {
        this.connection = connection;
        this.master = master;
        this.root = root;
        this.random = random;
        this.wrapping = new Sealing(random);
    }

    static SqliteKeys open(Path file, Path masterFile, SecureRandom random) {
        try {
            Connection connection = new Database(file).writer(Database.Sync.FULL);
            try {
                Database.run(
                        connection,
                        "create table if not exists keys(member integer primary key, wrapped blob not null)");
                Database.truncateWal(connection);
                byte[] wrapped = wrappedRoot(connection);
                byte[] master = MasterKey.readOrCreate(masterFile, wrapped == null, random);
                SqliteKeys keys = new SqliteKeys(connection, master, root(master, wrapped, random), random);
                if (wrapped == null) keys.save(Map.of(ROOT, keys.root));
                keys.load();
                return keys;
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw StoreUnusable.of(file, "no personal payload can be opened", failed);
        }
    }

    private static byte @Nullable [] wrappedRoot(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select wrapped from keys where member = " + ROOT);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getBytes(1) : null;
        }
    }

    private static byte[] root(byte[] master, byte @Nullable [] wrapped, SecureRandom random) {
        if (wrapped != null) return unwrap(new Sealing(random), master, ROOT, wrapped);
        byte[] root = new byte[Sealing.KEY_BYTES];
        random.nextBytes(root);
        return root;
    }

    private static byte[] unwrap(Sealing wrapping, byte[] master, int member, byte[] wrapped) {
        try {
            return wrapping.open(master, bound(member), wrapped);
        } catch (Sealing.BrokenSeal wrong) {
            throw new StoreUnusable(
                    "The key ring does not open with this master key. Maybe it belongs to another folder.", wrong);
        }
    }

    private void load() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select member, wrapped from keys where member >= 0");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                byte[] wrapped = rows.getBytes(2);
                if (destroyed(wrapped)) continue;
                cache.put(rows.getInt(1), unwrap(wrapping, master, rows.getInt(1), wrapped));
            }
        }
    }

    private static boolean destroyed(byte[] wrapped) {
        for (byte value : wrapped) if (value != 0) return false;
        return true;
    }

    @Override
    public boolean has(MemberId member) {
        return cache.get(member.value()) != null;
    }

    /// The member's key, or null if it was destroyed or never made. Do not keep it.
    byte @Nullable [] key(int member) {
        return cache.get(member);
    }

    /// The member's key; made now if there is none, but not saved before [#persist].
    synchronized byte[] create(int member) {
        byte[] known = cache.get(member);
        if (known != null) return known;
        byte[] key = new byte[Sealing.KEY_BYTES];
        random.nextBytes(key);
        cache.put(member, key);
        unsaved.put(member, key);
        return key;
    }

    /// Saves new keys durably. Called before the commit of the facts sealed under them: a key too many does no
    /// harm, a
    /// fact without its key cannot be read.
    synchronized void persist() throws SQLException {
        if (unsaved.isEmpty()) return;
        save(unsaved);
        unsaved.clear();
    }

    private void save(Map<Integer, byte[]> keys) throws SQLException {
        Database.inTransaction(connection, () -> insert(keys));
    }

    private int insert(Map<Integer, byte[]> keys) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert or replace into keys(member, wrapped) values (?, ?)")) {
            for (Map.Entry<Integer, byte[]> entry : keys.entrySet()) {
                insert.setInt(1, entry.getKey());
                insert.setBytes(2, wrapping.seal(master, bound(entry.getKey()), entry.getValue()));
                insert.executeUpdate();
            }
        }
        return keys.size();
    }

    @Override
    public synchronized void destroy(List<MemberId> members) {
        try {
            Database.inTransaction(connection, () -> overwrite(members));
            Database.truncateWal(connection);
            for (MemberId member : members) {
                unsaved.remove(member.value());
                cache.drop(member.value());
            }
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "Members' keys could not be destroyed; the erasure is unfinished and goes on at the next start.",
                    failed);
        }
    }

    private int overwrite(List<MemberId> members) throws SQLException {
        try (PreparedStatement overwrite =
                connection.prepareStatement("update keys set wrapped = zeroblob(length(wrapped)) where member = ?")) {
            for (MemberId member : members) {
                overwrite.setInt(1, member.value());
                overwrite.executeUpdate();
            }
        }
        return members.size();
    }

    /// Derives a key per use from the root, as HKDF's expand step does (RFC 5869, 2.3, one block), then signs with
    /// it.
    @Override
    public byte[] mac(String use, byte[] message) {
        SecretKeySpec key = uses.computeIfAbsent(
                use, word -> new SecretKeySpec(hmac(new SecretKeySpec(root, HMAC), info(word)), HMAC));
        return hmac(key, message);
    }

    private static byte[] info(String use) {
        return (use + "\u0001").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", missing);
        }
    }

    private static byte[] bound(int member) {
        return ByteBuffer.allocate(4).putInt(member).array();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new StoreUnusable("The key ring could not be closed.", failed);
        }
    }
}
