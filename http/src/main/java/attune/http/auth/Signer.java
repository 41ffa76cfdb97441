package attune.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs with HMAC-SHA256. Each use derives its own key from the server's secret, so that a signature made for one
/// use never counts for another.
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /// @param secret at least 32 bytes from a cryptographic source
    public Signer(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("A signing secret has at least 32 bytes, not " + secret.length);
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public Signer derive(String use) {
        return new Signer(sign("derive", use.getBytes(StandardCharsets.UTF_8)));
    }

    /// 32 bytes. The context is framed by its length, so context and payload cannot trade bytes.
    public byte[] sign(String context, byte[] payload) {
        byte[] label = context.getBytes(StandardCharsets.UTF_8);
        Mac mac = mac();
        mac.update((byte) (label.length >> 24));
        mac.update((byte) (label.length >> 16));
        mac.update((byte) (label.length >> 8));
        mac.update((byte) label.length);
        mac.update(label);
        return mac.doFinal(payload);
    }

    /// Compares in a time that tells nothing about where two values differ.
    public static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
