package attune.algorithms.text;

import java.util.ArrayList;
import java.util.List;

/// SimHash (Charikar, STOC 2002): 64 bits that differ in few places for texts that differ in few words.
///
/// Features are pairs of neighbouring words; in scripts without spaces, pairs of neighbouring characters. Two texts of
/// 20 words or more whose fingerprints differ in at most [#NEAR] bits are almost surely copies (Manku, Jain and Das
/// Sarma, WWW 2007); short texts have too few pairs to say more than "equal in normal form". Texts without words have
/// the fingerprint 0 and are near nothing but each other, so callers skip them.
public final class Fingerprint {

    /// Fingerprints at most this many bits apart count as near duplicates.
    public static final int NEAR = 3;

    private Fingerprint() {}

    public static long of(Words text) {
        List<String> tokens = tokens(text);
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i < tokens.size(); i++) {
            long second = i + 1 < tokens.size() ? hash(tokens.get(i + 1)) : 0;
            if (second != 0 || i == 0) {
                vote(mix(hash(tokens.get(i)) * 31 + second), votes);
            }
        }
        long fingerprint = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            fingerprint |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return fingerprint;
    }

    /// In how many of 64 bits two fingerprints differ.
    public static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    private static void vote(long hash, int[] votes) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            votes[bit] += ((hash >>> bit) & 1) == 0 ? -1 : 1;
        }
    }

    private static List<String> tokens(Words text) {
        List<String> tokens = new ArrayList<>();
        for (String word : text.list()) {
            if (Script.hasUnspacedLetters(word)) {
                word.codePoints().mapToObj(Character::toString).forEach(tokens::add);
            } else {
                tokens.add(word);
            }
        }
        return tokens;
    }

    /// FNV-1a over UTF-16 units, then mixed: the same on every machine, unlike a hash that may be salted.
    private static long hash(String token) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < token.length(); i++) {
            hash = (hash ^ token.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /// The finalizer of MurmurHash3 (Appleby), so that every bit of the result depends on every bit of the
    /// argument.
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
