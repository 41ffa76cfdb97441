package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import attune.store.keys.MemberKeys;
import attune.store.keys.Sealing;
import attune.store.keys.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The key ring of a community in a file of its own: a root secret and one random key per member, each wrapped under
/// the master key. A destroyed key is overwritten in place by zeros of the same length.
///
/// Threads: reading from any; `create`, `persist` and `destroy` are serialized here.
final class SqliteKeys implements MemberKeys, Secrets, AutoCloseable {
    private static final String HMAC = "HmacSHA256";
    private static final int ROOT = -1;

    private final KeyRingFile file;
    private final SecureRandom random;
    private final Sealing wrapping;
    private final KeyCache cache = new KeyCache();
    private final BitSet destroyed = new BitSet();
    private final Map<Integer, byte[]> unsaved = new LinkedHashMap<>();
    private final Map<String, SecretKeySpec> uses = new ConcurrentHashMap<>();
    private final byte[] root;
    private byte[] master;
    private int highest = -1;
    private int firstMissing;

    private SqliteKeys(KeyRingFile file, byte[] master, byte[] root, SecureRandom random) {
        this.file = file;
        this.master = master;
        this.root = root;
        this.random = random;
        this.wrapping = new Sealing(random);
    }

    /// Opens the key ring, or makes one, under the master key that the source has.
    static SqliteKeys open(Path path, MasterKeySource source, SecureRandom random) {
        return open(path, () -> new Database(path).writer(Database.Sync.FULL), connection -> {
            KeyRingFile file = new KeyRingFile(connection);
            file.createTables();
            Database.truncateWal(connection);
            byte[] wrapped = file.wrapped(ROOT);
            MasterKey master = wrapped == null ? source.key(true) : fitting(file, source);
            SqliteKeys keys = new SqliteKeys(file, master.bytes(), root(master.bytes(), wrapped, random), random);
            keys.introduce(wrapped == null, master);
            keys.load();
            settle(source, master);
            return keys;
        });
    }

    /// Reads a key ring that another process may have open, or a copy of one; whatever would change it fails.
    static SqliteKeys read(Path path, MasterKeySource source, SecureRandom random) {
        return open(path, () -> new Database(path).reader(), connection -> {
            KeyRingFile file = new KeyRingFile(connection);
            byte[] wrapped = file.wrapped(ROOT);
            if (wrapped == null) throw new StoreUnusable("The key ring " + path + " is empty.");
            byte[] master = source.key(false).bytes();
            SqliteKeys keys = new SqliteKeys(file, master, root(master, wrapped, random), random);
            keys.load();
            return keys;
        });
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private interface Reading {
        SqliteKeys from(Connection connection) throws SQLException;
    }

    private static SqliteKeys open(Path path, Opening opening, Reading reading) {
        try {
            Connection connection = opening.open();
            try {
                return reading.from(connection);
            } catch (MasterKeySource.MasterKeyMissing missing) {
                connection.close();
                throw new StoreUnusable(String.valueOf(missing.getMessage()), missing);
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw StoreUnusable.of(path, "no personal payload can be opened", failed);
        }
    }

    /// The key that wrapped the ring: the source's, or, after a rotation that was cut short, its next one. A
    /// key ring of an earlier version does not name its master key; then opening tells.
    private static MasterKey fitting(KeyRingFile file, MasterKeySource source) throws SQLException {
        MasterKey key = source.key(false);
        Optional<String> wanted = file.about(KeyRingFile.MASTER);
        if (wanted.isEmpty() || wanted.get().equals(key.id())) return key;
        return source.next()
                .filter(next -> next.id().equals(wanted.get()))
                .orElseThrow(() -> new StoreUnusable(
                        "The key ring does not open with this master key: it is wrapped under key " + wanted.get()
                                + ", " + source.place() + " holds key " + key.id() + ". Put key " + wanted.get()
                                + " there; nothing was changed."));
    }

    /// Ends a rotation that was cut short, once the whole ring was opened: a next key that opened it takes its
    /// place, also where somebody has put the old one away by hand; another one was never used.
    private static void settle(MasterKeySource source, MasterKey opened) {
        Optional<MasterKey> next = source.next();
        if (next.isEmpty()) return;
        if (next.get().id().equals(opened.id())) source.adopt();
        else source.discard();
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
                    "The key ring does not open with this master key. Maybe it belongs to another folder, or the file"
                            + " is damaged.",
                    wrong);
        }
    }

    /// Saves the root of a new ring; lets one of an earlier version name its master key and its community.
    private void introduce(boolean fresh, MasterKey key) throws SQLException {
        if (!fresh && file.about(KeyRingFile.ORIGIN).isPresent()) return;
        Database.inTransaction(file.connection(), () -> {
            if (fresh) file.insert(Map.of(ROOT, wrap(ROOT, root)));
            file.about(KeyRingFile.ORIGIN, SqliteLedger.signer(this).verifier().name());
            return file.about(KeyRingFile.MASTER, key.id());
        });
    }

    private byte[] wrap(int member, byte[] key) {
        return wrapping.seal(master, bound(member), key);
    }

    private void load() throws SQLException {
        file.each((member, wrapped) -> {
            highest = Math.max(highest, member);
            if (member < 0) return;
            if (member == firstMissing) firstMissing++;
            if (KeyRingFile.destroyed(wrapped)) destroyed.set(member);
            else cache.put(member, unwrap(wrapping, master, member, wrapped));
        });
    }

    /// The ring's file, for who tests how a disk fails.
    KeyRingFile file() {
        return file;
    }

    /// Whose keys were destroyed: who is erased, whatever an older copy of the log says.
    synchronized BitSet destroyed() {
        return (BitSet) destroyed.clone();
    }

    /// The smallest number that had no row when the ring was opened. Destroyed keys keep their rows, so a
    /// member of the log at or above it has lost the key by damage, and must not pass for erased.
    int firstMissing() {
        return firstMissing;
    }

    /// The greatest number of a member who ever had a key, or −1. No newer member may get it again.
    synchronized int highest() {
        return highest;
    }

    /// Wraps everything under another master key, in one transaction: whatever moment a crash picks, the ring opens
    /// with the old key or with the new one. Destroyed keys stay as they are.
    synchronized void rewrap(MasterKey next) {
        byte[] before = master;
        try {
            Map<Integer, byte[]> open = new LinkedHashMap<>();
            file.each((member, wrapped) -> {
                if (!KeyRingFile.destroyed(wrapped)) open.put(member, unwrap(wrapping, before, member, wrapped));
            });
            master = next.bytes();
            open.replaceAll(this::wrap);
            Database.inTransaction(file.connection(), () -> {
                file.replace(open);
                return file.about(KeyRingFile.MASTER, next.id());
            });
        } catch (SQLException failed) {
            master = before;
            throw new StoreUnusable(
                    "The key ring could not be wrapped anew. The old master key still opens it.", failed);
        }
        try {
            Database.truncateWal(file.connection());
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "The key ring is wrapped under the new master key, " + next.id() + ", and only that opens it: keep"
                            + " it. Rows under the old one are still in the write-ahead log; the next opening takes"
                            + " them out and ends the rotation.",
                    failed);
        }
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
        if (destroyed.get(member)) throw new IllegalStateException("The number of an erased member was given again.");
        byte[] key = new byte[Sealing.KEY_BYTES];
        random.nextBytes(key);
        cache.put(member, key);
        unsaved.put(member, key);
        highest = Math.max(highest, member);
        return key;
    }

    /// Saves new keys durably. Called before the commit of the facts sealed under them: a key too many does no
    /// harm, a fact without its key cannot be read.
    synchronized void persist() throws SQLException {
        if (unsaved.isEmpty()) return;
        save(unsaved);
        unsaved.clear();
    }

    private void save(Map<Integer, byte[]> keys) throws SQLException {
        Map<Integer, byte[]> wrapped = new LinkedHashMap<>(keys);
        wrapped.replaceAll(this::wrap);
        Database.inTransaction(file.connection(), () -> file.insert(wrapped));
    }

    @Override
    public synchronized void destroy(List<MemberId> members) {
        try {
            Database.inTransaction(file.connection(), () -> file.destroy(members));
            // Before the write-ahead log is emptied: if a reader delays that, nothing is opened or sealed any more.
            for (MemberId member : members) {
                unsaved.remove(member.value());
                destroyed.set(member.value());
                cache.drop(member.value());
            }
            Database.truncateWal(file.connection());
        } catch (SQLException failed) {
            throw new StoreUnusable(
                    "Members' keys could not be destroyed; the erasure is unfinished and goes on at the next start.",
                    failed);
        }
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
            file.connection().close();
        } catch (SQLException failed) {
            throw new StoreUnusable("The key ring could not be closed.", failed);
        }
    }
}
