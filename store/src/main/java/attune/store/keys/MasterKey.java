package attune.store.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that wraps all other keys of a community: 32 bytes, written as 64 hexadecimal digits. Whoever keeps it apart
/// from the folder makes a stolen folder worthless; whoever loses it has lost the personal payload.
public final class MasterKey {
    private static final String HMAC = "HmacSHA256";
    private static final int ID_BYTES = 8;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MasterKey random(SecureRandom random) {
        byte[] bytes = new byte[Sealing.KEY_BYTES];
        random.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /// Throws [IllegalArgumentException] without the text, which is a secret even when it is mistyped.
    public static MasterKey parse(String text) {
        String digits = text.strip();
        if (!digits.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("A master key is 64 hexadecimal digits; this has " + digits.length()
                    + " characters. Make one with: openssl rand -hex 32");
        }
        return new MasterKey(HexFormat.of().parseHex(digits));
    }

    /// The key for [Sealing]. Do not keep it.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The form that [#parse] reads.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// Names the key without telling it: the beginning of a keyed digest, in hexadecimal digits.
    public String id() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes, HMAC));
            byte[] digest = mac.doFinal("attune master key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", missing);
        }
    }

    /// Hides the key.
    @Override
    public String toString() {
        return "MasterKey[" + id() + "]";
    }
}
