package attune.algorithms.text;

import java.util.ArrayList;
import java.util.List;

/// A text in normal form, cut into words: runs of letters, digits and their marks. Everything else separates, so
/// "l'amour" is two words and "#save_cats" is "save" and "cats". Immutable; make it once per text, match it often.
public final class Words {

    private final String normal;
    private final List<String> words;
    private final boolean[] tagged;

    private Words(String normal, List<String> words, boolean[] tagged) {
        this.normal = normal;
        this.words = words;
        this.tagged = tagged;
    }

    public static Words of(String text) {
        String normal = NormalText.of(text);
        List<String> words = new ArrayList<>();
        List<Boolean> tags = new ArrayList<>();
        int length = normal.length();
        for (int start = 0, end; start < length; start = end) {
            int codePoint = normal.codePointAt(start);
            end = start + Character.charCount(codePoint);
            if (isPartOfWord(codePoint)) {
                end = endOfWord(normal, end);
                words.add(normal.substring(start, end));
                tags.add(start > 0 && normal.charAt(start - 1) == '#');
            }
        }
        boolean[] tagged = new boolean[tags.size()];
        for (int i = 0; i < tagged.length; i++) {
            tagged[i] = tags.get(i);
        }
        return new Words(normal, List.copyOf(words), tagged);
    }

    /// The words in order.
    public List<String> list() {
        return words;
    }

    /// The whole text in normal form.
    String normal() {
        return normal;
    }

    int count() {
        return words.size();
    }

    String word(int position) {
        return words.get(position);
    }

    /// True if a hash sign stands right before the word.
    boolean isTagged(int position) {
        return tagged[position];
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (!isPartOfWord(codePoint)) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }
}
