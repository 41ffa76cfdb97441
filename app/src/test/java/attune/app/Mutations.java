package attune.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Bytes that nobody meant: sound ones with something changed, cut, doubled or spliced, or bytes at random.
final class Mutations {
    private static final int[] BORDERS = {0, 1, 0x7f, 0x80, 0xff};
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\u0000",
            "\\ud800",
            "1e999",
            "-0",
            "null",
            "9223372036854775808",
            "\n",
            "=");

    private final RandomGenerator random;
    private final List<byte[]> sound;

    Mutations(RandomGenerator random, List<byte[]> sound) {
        this.random = random;
        this.sound = List.copyOf(sound);
    }

    byte[] next() {
        if (random.nextInt(20) == 0) return atRandom();
        byte[] bytes = one().clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) bytes = changed(bytes);
        return bytes;
    }

    private byte[] one() {
        return sound.get(random.nextInt(sound.size()));
    }

    private byte[] atRandom() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) return atRandom();
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, at, random.nextInt(8));
            case 1 -> filled(bytes, at, to, BORDERS[random.nextInt(BORDERS.length)]);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
            case 4 -> spliced(bytes, at, new byte[0], to);
            case 5 -> spliced(bytes, at, WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8), at);
            default -> {
                byte[] other = one();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield spliced(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
            }
        };
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        bytes[at] ^= (byte) (1 << bit);
        return bytes;
    }

    private static byte[] filled(byte[] bytes, int from, int to, int value) {
        Arrays.fill(bytes, from, to, (byte) value);
        return bytes;
    }

    /// What stood from `from` to `to`, replaced.
    private static byte[] spliced(byte[] bytes, int from, byte[] by, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
