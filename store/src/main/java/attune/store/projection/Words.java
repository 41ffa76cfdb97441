package attune.store.projection;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// Texts as words, the one way the platform compares them: compatibility forms folded (NFKC), case folded,
/// accents and zero-width characters dropped, everything but letters and digits a boundary. Enough against
/// the plain ways around a muted word; homoglyphs and spelling tricks are a matter for text understanding.
public final class Words {
    private static final long SEED = 0xcbf29ce484222325L;

    private Words() {}

    /// The words of the text, joined by single spaces.
    public static String normalize(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(folded.length());
        boolean boundary = false;
        for (int i = 0; i < folded.length(); ) {
            int point = folded.codePointAt(i);
            i += Character.charCount(point);
            int type = Character.getType(point);
            if (type == Character.NON_SPACING_MARK || type == Character.FORMAT || type == Character.ENCLOSING_MARK)
                continue;
            if (!Character.isLetterOrDigit(point)) {
                boundary = true;
                continue;
            }
            if (boundary && !words.isEmpty()) words.append(' ');
            boundary = false;
            words.appendCodePoint(point);
        }
        return words.toString();
    }

    /// Whether the text holds the phrase as whole words. In scripts written without spaces, anywhere.
    public static boolean contains(String text, String phrase) {
        String wanted = normalize(phrase);
        if (wanted.isEmpty()) return false;
        String words = normalize(text);
        if (unspaced(wanted)) return words.replace(" ", "").contains(wanted.replace(" ", ""));
        return (" " + words + " ").contains(" " + wanted + " ");
    }

    private static boolean unspaced(String words) {
        return words.codePoints().anyMatch(point -> switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        });
    }

    /// Sorted, distinct 32-bit hashes of the words.
    static int[] hashes(String text) {
        return Arrays.stream(normalize(text).split(" "))
                .filter(word -> !word.isEmpty())
                .mapToInt(String::hashCode)
                .sorted()
                .distinct()
                .toArray();
    }

    /// SimHash (Charikar, STOC 2002) over pairs of neighbouring words; 0 for texts of fewer than six
    /// words, where it says nothing.
    static long fingerprint(String text) {
        String[] words = normalize(text).split(" ");
        if (words.length < 6) return 0;
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i + 1 < words.length; i++) {
            long hash = mix(words[i].hashCode() * 31L + words[i + 1].hashCode());
            for (int bit = 0; bit < Long.SIZE; bit++) votes[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
        }
        long fingerprint = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) if (votes[bit] > 0) fingerprint |= 1L << bit;
        return fingerprint;
    }

    /// SplitMix64's finaliser: spreads similar numbers over all bits.
    private static long mix(long value) {
        long z = value + SEED;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
