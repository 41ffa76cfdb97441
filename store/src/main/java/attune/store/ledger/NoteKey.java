package attune.store.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Verifies signed notes (C2SP signed-note): a text, an empty line, a line with an Ed25519 signature. Written
/// `name+hash+base64`, it is what an auditor keeps.
///
/// @param name whose key it is; without spaces and plus signs
/// @param raw the 32 bytes of the public key
public record NoteKey(String name, byte[] raw) {
    static final int RAW_BYTES = 32;
    static final byte ED25519 = 1;
    /// What stands before the raw key in an X.509 key (RFC 8410, 4).
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final String DASH = "\u2014 ";

    public NoteKey {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("The name of a note's key has no spaces and no plus: " + name);
        }
        if (raw.length != RAW_BYTES) throw new IllegalArgumentException("A public key has 32 bytes.");
        raw = raw.clone();
    }

    @Override
    public byte[] raw() {
        return raw.clone();
    }

    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] key = parts.length == 3 ? decoded(parts[2]) : new byte[0];
        if (key.length != RAW_BYTES + 1 || key[0] != ED25519) {
            throw new IllegalArgumentException("This is no verifier key of the form name+hash+base64: " + text);
        }
        NoteKey parsed = new NoteKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.hashHex().equals(parts[1])) {
            throw new IllegalArgumentException("The verifier key does not have its hash. Maybe a character is wrong.");
        }
        return parsed;
    }

    /// Nothing where it is no base64, which is no key either.
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(RAW_BYTES + 1).put(ED25519).put(raw).array();
        return name + "+" + hashHex() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    private String hashHex() {
        return HexFormat.of().toHexDigits(hash());
    }

    /// Four bytes that tell which key signed: of the name, a line end, the kind of key and the key.
    int hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            return ByteBuffer.wrap(digest.digest(raw)).getInt();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }

    /// The line a signature is written in, with its end.
    String line(byte[] signature) {
        byte[] signed = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(hash())
                .put(signature)
                .array();
        return DASH + name + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    }

    /// Is one of the note's signatures ours, and right? Lines of other keys, such as witnesses', are passed over.
    public boolean signed(String note) {
        int end = note.indexOf("\n\n" + DASH);
        if (end < 0) return false;
        byte[] text = note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
        return note.substring(end + 2).lines().anyMatch(line -> signs(line, text));
    }

    private boolean signs(String line, byte[] text) {
        if (!line.startsWith(DASH + name + " ")) return false;
        try {
            ByteBuffer signed =
                    ByteBuffer.wrap(Base64.getDecoder().decode(line.substring(DASH.length() + name.length() + 1)));
            if (signed.remaining() <= Integer.BYTES || signed.getInt() != hash()) return false;
            byte[] signature = new byte[signed.remaining()];
            signed.get(signature);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(text);
            return verifier.verify(signature);
        } catch (IllegalArgumentException | GeneralSecurityException malformed) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded =
                ByteBuffer.allocate(X509.length + RAW_BYTES).put(X509).put(raw).array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return hash();
    }
}
