package attune.town.phrase;

import attune.town.chance.Chance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Alternatives by key, with slots: `Fixed the {part} on my {bike}.` picks one alternative for each slot, slots
/// may hold slots.
///
/// `{2-9}` is a number in that range. A key not found here is looked up in `fallback`, the language's general
/// phrases. Immutable once read.
final class Grammar {
    private static final int DEEPEST = 8;

    private final Map<String, List<String>> alternatives = new HashMap<>();
    private final Map<String, List<String>> fallback;
    private final String origin;

    Grammar(String origin, Grammar general) {
        this.origin = origin;
        this.fallback = general.alternatives;
    }

    Grammar(String origin) {
        this.origin = origin;
        this.fallback = Map.of();
    }

    /// Reads one line `key: first | second`; more lines of the same key add to it.
    void read(String line) {
        int colon = line.indexOf(": ");
        if (colon < 0) {
            throw new IllegalArgumentException(origin + ": no \"key: \" in: " + line);
        }
        List<String> list = alternatives.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>());
        list.addAll(List.of(line.substring(colon + 2).split(" \\| ")));
    }

    List<String> alternatives(String key) {
        List<String> own = alternatives.get(key);
        List<String> found = own != null ? own : fallback.get(key);
        if (found == null) {
            throw new IllegalStateException(origin + " has no phrase for " + key + ". Maybe a slot is misspelled?");
        }
        return found;
    }

    /// The keys of its own, without the general phrases.
    Set<String> keys() {
        return Set.copyOf(alternatives.keySet());
    }

    /// The row of one alternative of the key.
    int choose(String key, Chance chance) {
        return chance.whole(0, alternatives(key).size() - 1);
    }

    /// One alternative of the key with every slot filled, sentences beginning with a capital.
    String say(String key, Chance chance) {
        return say(key, choose(key, chance), chance);
    }

    /// The alternative in that row with every slot filled. A slot that occurs twice says the same twice.
    String say(String key, int row, Chance chance) {
        String text = filled(alternatives(key).get(row), chance, new HashMap<>(), 0);
        return contracted(capitalised(text));
    }

    private String filled(String template, Chance chance, Map<String, String> said, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException(origin + ": slots within slots without end at: " + template);
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            text.append(template, from, open);
            text.append(slot(template.substring(open + 1, close), chance, said, depth));
            from = close + 1;
        }
        return text.append(template, from, template.length()).toString();
    }

    private String slot(String name, Chance chance, Map<String, String> said, int depth) {
        int dash = name.indexOf('-');
        if (dash > 0 && Character.isDigit(name.charAt(0))) {
            int low = Integer.parseInt(name.substring(0, dash));
            return Integer.toString(chance.whole(low, Integer.parseInt(name.substring(dash + 1))));
        }
        String before = said.get(name);
        if (before != null) {
            return before;
        }
        String word = filled(chance.pick(alternatives(name)), chance, said, depth + 1);
        said.put(name, word);
        return word;
    }

    /// Spanish joins a preposition and an article where a slot brings the article along; the other languages
    /// have no such pair.
    private static String contracted(String text) {
        return text.replace(" de el ", " del ").replace(" a el ", " al ");
    }

    private static String capitalised(String text) {
        StringBuilder result = new StringBuilder(text);
        boolean begins = true;
        for (int i = 0; i < result.length(); i++) {
            char letter = result.charAt(i);
            if (begins && Character.isLetterOrDigit(letter)) {
                result.setCharAt(i, Character.toUpperCase(letter));
                begins = false;
            } else if (letter == ' ' && i > 0 && ".!?".indexOf(result.charAt(i - 1)) >= 0) {
                begins = true;
            } else if (letter != '¿' && letter != '¡' && letter != ' ') {
                begins = false;
            }
        }
        return result.toString();
    }
}
