package attune.store.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// One hash of the tree: 32 bytes of SHA-256. Leaves and inner nodes begin with different bytes, so that none can be
/// passed off as the other.
public final class Hash {
    public static final int BYTES = 32;

    /// The root of a tree without leaves: the hash of nothing.
    public static final Hash EMPTY = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length + ".");
        return new Hash(bytes.clone());
    }

    public static Hash leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new Hash(digest.digest(data));
    }

    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
