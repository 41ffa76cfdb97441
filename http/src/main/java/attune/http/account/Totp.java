package attune.http.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that change with time (RFC 6238, over RFC 4226): HMAC-SHA-1, 30 seconds, 6 digits, which is what every
/// authenticator app speaks. A code of the step before or after counts too, for clocks differ.
final class Totp {
    static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int DRIFT_STEPS = 1;

    private Totp() {}

    /// The step in which the code is right and that comes after `lastStep`; empty when it is wrong or was used. All
    /// steps in question are looked at, whichever fits.
    static OptionalLong accept(byte[] secret, String code, long nowMillis, long lastStep) {
        long now = Math.floorDiv(nowMillis, STEP_SECONDS * 1000);
        long accepted = -1;
        for (long step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++) {
            boolean same = MessageDigest.isEqual(
                    code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.UTF_8));
            if (same && step > lastStep) accepted = step;
        }
        return accepted < 0 ? OptionalLong.empty() : OptionalLong.of(accepted);
    }

    /// RFC 4226, 5.3.
    static String code(byte[] secret, long step, int digits) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xF;
        int binary = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFF;
        int modulus = 1;
        for (int i = 0; i < digits; i++) modulus *= 10;
        String number = Integer.toString(binary % modulus);
        return "0".repeat(digits - number.length()) + number;
    }

    private static byte[] hmac(byte[] secret, byte[] counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA-1", impossible);
        }
    }
}
