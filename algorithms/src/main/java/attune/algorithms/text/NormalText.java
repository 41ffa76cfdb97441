package attune.algorithms.text;

import java.text.Normalizer;
import java.util.Locale;

/// One spelling for what a reader takes for the same text, so that muted words are found however they are typed.
///
/// In this order: compatibility composition (NFKC: full-width letters, ligatures, circled letters), case folding,
/// removal of what cannot be seen (zero-width characters, soft hyphens, variation selectors) and of marks that only
/// decorate (struck-through or stacked marks on Latin, Greek and Cyrillic letters; optional vowel signs of Arabic and
/// Hebrew).
///
/// A letter's own diacritic **stays**: "schön" and "schon" are different words, and muting one must not hide the other.
/// Look-alikes from other scripts (Cyrillic а for Latin a) and digits for letters are not undone; that is a matter for
/// moderation, not for a member's mute list.
public final class NormalText {

    private static final int TATWEEL = 0x0640;

    private NormalText() {}

    public static String of(String text) {
        String folded = fold(Normalizer.normalize(text, Normalizer.Form.NFKC));
        StringBuilder kept = new StringBuilder(folded.length());
        folded.codePoints().filter(NormalText::isMeaningful).forEach(kept::appendCodePoint);
        // Removing a mark or a joiner may leave letters that compose, so the form is made once more.
        return Normalizer.normalize(kept, Normalizer.Form.NFKC);
    }

    /// Folds case by upper case and back, letter by letter, so that ß meets ss and both small sigmas meet.
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.toUpperCase(Locale.ROOT).codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isMeaningful(int codePoint) {
        int type = Character.getType(codePoint);
        boolean invisible = type == Character.FORMAT || isVariationSelector(codePoint) || codePoint == TATWEEL;
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        return !invisible && !(mark && isDecoration(codePoint));
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    /// Marks that no word of their script is told apart by, once composition has taken in those that belong to
    /// letters.
    private static boolean isDecoration(int codePoint) {
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return script == Character.UnicodeScript.INHERITED
                || script == Character.UnicodeScript.CYRILLIC
                || script == Character.UnicodeScript.ARABIC
                || script == Character.UnicodeScript.HEBREW;
    }
}
