package attune.store.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// Signs notes with the Ed25519 key that follows from 32 secret bytes, so that the key of a community is the same after
/// every start and every restore.
public final class NoteSigner {
    private final KeyPair pair;
    private final NoteKey verifier;

    /// @param seed 32 secret bytes; the private key of RFC 8032
    public NoteSigner(String name, byte[] seed) {
        if (seed.length != NoteKey.RAW_BYTES) throw new IllegalArgumentException("A seed has 32 bytes.");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed.clone()));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no Ed25519.", missing);
        }
        byte[] encoded = pair.getPublic().getEncoded();
        verifier = new NoteKey(name, Arrays.copyOfRange(encoded, encoded.length - NoteKey.RAW_BYTES, encoded.length));
    }

    public NoteKey verifier() {
        return verifier;
    }

    /// @param text ends with a line end and has no empty line
    public String sign(String text) {
        if (!text.endsWith("\n") || text.contains("\n\n")) {
            throw new IllegalArgumentException("A note's text ends with a line end and has no empty line.");
        }
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "\n" + verifier.line(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 refused to sign.", impossible);
        }
    }

    /// Java derives a public key only while generating a pair, from bytes it draws: here it draws the seed. A
    /// golden test holds it to that.
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] seed;

        Given(byte[] seed) {
            super(seed);
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) throw new IllegalStateException("Asked for other than a seed.");
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
