package attune.store.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM: a random 96-bit nonce, the ciphertext, a 128-bit tag. What is bound (associated data) must be the same
/// on opening, so that sealed bytes moved to where something else is bound do not open. What that is, the caller
/// decides:
/// a key its member, an entry of the ledger its number, a blob its room and id, a fact its type and owner only, so two
/// sealed payloads of one type and one member could be swapped unseen by whoever can write the file.
///
/// A member's key seals far fewer than 2³² payloads, the bound for random nonces (NIST SP 800-38D, 8.3). One instance
/// per thread: it holds a cipher.
public final class Sealing {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;
    public static final int OVERHEAD_BYTES = NONCE_BYTES + 16;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private final Cipher cipher;

    public Sealing(SecureRandom random) {
        this.random = random;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no AES-GCM.", missing);
        }
    }

    public byte[] seal(byte[] key, byte[] bound, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = new byte[plain.length + OVERHEAD_BYTES];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(bound);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM refused to seal.", impossible);
        }
    }

    public byte[] open(byte[] key, byte[] bound, byte[] sealed) throws BrokenSeal {
        if (sealed.length < OVERHEAD_BYTES) throw new BrokenSeal("Sealed bytes are too short: " + sealed.length + ".");
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(bound);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException wrong) {
            throw new BrokenSeal("Sealed bytes do not open. Maybe the key is another, or the file is damaged.");
        }
    }

    /// The bytes were changed, moved, or sealed under another key.
    public static final class BrokenSeal extends Exception {
        private static final long serialVersionUID = 1;

        BrokenSeal(String what) {
            super(what);
        }
    }
}
