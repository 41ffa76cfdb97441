package attune.http.route;

import attune.http.auth.Signer;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// Seals the place where a page ended into a text that only this server can make. Sealed, not secret: put no
/// personal text in. The purpose (for example `slate:home:ada`) is part of the seal, so a cursor from one list,
/// surface or member is worthless for another.
public final class Cursors {
    private static final int SEAL_BYTES = 16;
    private static final int MOST_NUMBERS = 256;

    private final Signer signer;

    public Cursors(Signer signer) {
        this.signer = signer.derive("cursor");
    }

    public String seal(String purpose, long... numbers) {
        if (numbers.length > MOST_NUMBERS) {
            throw new IllegalArgumentException("A cursor holds at most " + MOST_NUMBERS + " numbers");
        }
        ByteBuffer sealed = ByteBuffer.allocate(numbers.length * Long.BYTES + SEAL_BYTES);
        for (long number : numbers) {
            sealed.putLong(number);
        }
        byte[] payload = Arrays.copyOf(sealed.array(), sealed.position());
        sealed.put(mac(purpose, payload));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
    }

    /// @throws ProblemException naming `cursor` when it was not sealed here for this purpose
    public long[] open(String purpose, String cursor) {
        byte[] sealed = decode(cursor);
        int length = sealed.length - SEAL_BYTES;
        if (length < 0 || length % Long.BYTES != 0) {
            throw notOurs();
        }
        byte[] payload = Arrays.copyOf(sealed, length);
        if (!Signer.same(mac(purpose, payload), Arrays.copyOfRange(sealed, length, sealed.length))) {
            throw notOurs();
        }
        long[] numbers = new long[length / Long.BYTES];
        ByteBuffer.wrap(payload).asLongBuffer().get(numbers);
        return numbers;
    }

    private byte[] mac(String purpose, byte[] payload) {
        return Arrays.copyOf(signer.sign(purpose, payload), SEAL_BYTES);
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw notOurs();
        }
    }

    private static ProblemException notOurs() {
        return new ProblemException(
                Problem.invalid("cursor", "not a cursor of this list", "start again without a cursor"));
    }
}
