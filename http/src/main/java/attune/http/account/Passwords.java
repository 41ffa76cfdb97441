package attune.http.account;

import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Hashes passwords with Argon2id (RFC 9106) at OWASP's parameters: 19 MiB, 2 passes, 1 lane, a salt of 16 bytes and a
/// hash of 32. One hash takes some 20 ms and 19 MiB, so few are made at a time; who has to wait longer than it takes to
/// make a few is told that the server is busy.
///
/// Length is what makes a password; rules about signs only make it hard to remember (NIST SP 800-63B).
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /// A hash whose password nobody knows.
    private static final String NOBODYS = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
            + "bm9ib2R5J3Mgc2FsdCEhIQ" + "$" + "Tm9ib2R5IGtub3dzIHdoYXQgaGFzaGVzIHRvIHRoaXM";
    private static final int AT_A_TIME = 2;
    private static final int MOST_WAITING = 16;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);

    Passwords(SecureRandom random) {
        this.random = random;
    }

    /// @throws ProblemException when the password is too short, too long, or the account's own name
    static void check(String password, String name) {
        int length = password.codePointCount(0, password.length());
        String hint = "a sentence of a few words is both long and easy to remember";
        if (length < SHORTEST || length > LONGEST) {
            String wanted = "has " + SHORTEST + " to " + LONGEST + " characters";
            throw Problem.invalid("password", wanted, hint).exception();
        }
        if (password.toLowerCase(Locale.ROOT).contains(name)
                || password.chars().distinct().count() < 5) {
            throw Problem.invalid("password", "is too easy to guess", hint).exception();
        }
    }

    /// In PHC form: algorithm, parameters, salt and hash.
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        enter();
        try {
            return argon2.hash(bytes(password), salt).getResult();
        } finally {
            places.release();
        }
    }

    /// Whether it is the password. Takes as long when there is no account, so that nobody learns which names exist.
    ///
    /// @param hash null for an account that is not there or has no password
    boolean matches(String password, @Nullable String hash) {
        enter();
        try {
            String kept = hash == null ? NOBODYS : hash;
            boolean same = Argon2Function.getInstanceFromHash(kept)
                    .check(bytes(password), kept.getBytes(StandardCharsets.US_ASCII));
            return same && hash != null;
        } finally {
            places.release();
        }
    }

    private void enter() {
        if (places.getQueueLength() >= MOST_WAITING) {
            throw ProblemKind.UNAVAILABLE
                    .with("Too many sign in at once")
                    .hint("try again in a second")
                    .exception();
        }
        places.acquireUninterruptibly();
    }

    /// The same password typed on two keyboards may come as different code points.
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
