package attune.algorithms.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A member's muted words and phrases, ready to be looked for in many texts.
///
/// - A **word** is found as a whole word, also behind a hash sign: "cat" is in "Cat!" and "#cat", not in "concatenate".
/// - A **phrase** is found as its words in a row, whatever separates them.
/// - A **hashtag** is found only as that tag.
/// - What has no words (emoji) or is of a script without spaces is found anywhere in the text.
///
/// Both sides are compared in the form of [NormalText]. Immutable. Time per text O(words), plus one search per phrase
/// of the last kind.
public final class MutedPhrases {

    private record Phrase(int index, Words words, boolean tag) {}

    private record Part(int index, String normal) {}

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /// Phrases that are empty in normal form are never found.
    public MutedPhrases(List<String> phrases) {
        for (int index = 0; index < phrases.size(); index++) {
            Words words = Words.of(phrases.get(index).strip());
            if (words.count() == 0 || Script.hasUnspacedLetters(words.normal())) {
                addPart(new Part(index, words.normal()));
            } else {
                byFirstWord
                        .computeIfAbsent(words.word(0), first -> new ArrayList<>())
                        .add(new Phrase(index, words, words.isTagged(0)));
            }
        }
    }

    public boolean isEmpty() {
        return byFirstWord.isEmpty() && parts.isEmpty();
    }

    /// The position, in the list this was made from, of a phrase that occurs in the text: the one that begins
    /// first, or else the first that is part of it.
    public OptionalInt find(Words text) {
        if (!byFirstWord.isEmpty()) {
            for (int position = 0; position < text.count(); position++) {
                for (Phrase phrase : byFirstWord.getOrDefault(text.word(position), List.of())) {
                    if (begins(phrase, text, position)) {
                        return OptionalInt.of(phrase.index());
                    }
                }
            }
        }
        for (Part part : parts) {
            if (text.normal().contains(part.normal())) {
                return OptionalInt.of(part.index());
            }
        }
        return OptionalInt.empty();
    }

    private void addPart(Part part) {
        if (!part.normal().isBlank()) {
            parts.add(part);
        }
    }

    private static boolean begins(Phrase phrase, Words text, int position) {
        int length = phrase.words().count();
        if (position + length > text.count() || (phrase.tag() && !text.isTagged(position))) {
            return false;
        }
        return text.list()
                .subList(position, position + length)
                .equals(phrase.words().list());
    }
}
