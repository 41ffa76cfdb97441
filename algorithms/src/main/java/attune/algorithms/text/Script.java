package attune.algorithms.text;

/// What must be known about the script of a text to find words in it.
final class Script {

    private Script() {}

    /// True if any letter is of a script written without spaces between words, or, as Korean, with endings grown
    /// onto them; there a word is found as a part of the text.
    static boolean hasUnspacedLetters(String text) {
        return text.codePoints().anyMatch(Script::isUnspaced);
    }

    static boolean isUnspaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR, TIBETAN, YI -> true;
            default -> false;
        };
    }
}
