package attune.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What looks like a secret: the known shapes of keys and tokens, and words that look random where a secret is named.
/// Shapes are put together from pieces, so that this file holds none.
final class Secrets {
    /// A known shape.
    ///
    /// @param hint a piece that every such secret has; looking for it first makes the whole scan ten times as fast
    private record Shape(String name, String hint, Pattern pattern) {}

    private static final List<Shape> SHAPES = List.of(
            shape("a private key", "-----BEGIN", "-----BEGIN (?:[A-Z]+ )*PRIVATE" + " KEY-----\\s*[A-Za-z0-9+/]{16,}"),
            shape("an API key of ours", "ak.", "\\bak\\.[0-9a-f]{10}\\.[A-Za-z0-9_-]{43}\\b"),
            shape("an access key of a cloud", "IA", "\\b(?:AK" + "IA|AS" + "IA)[0-9A-Z]{16}\\b"),
            shape("a key of a cloud", "AI" + "za", "\\bAI" + "za[0-9A-Za-z_-]{35}\\b"),
            shape("a token of a forge", "gh", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github" + "_pat_\\w{60,})\\b"),
            shape("a token of a package registry", "npm_", "\\bnpm" + "_[A-Za-z0-9]{36}\\b"),
            shape("a token of a chat", "xox", "\\bxo" + "x[abprs]-[0-9A-Za-z-]{10,}"),
            shape("a payment key", "_live_", "\\b[rs]k" + "_live_[0-9A-Za-z]{20,}"),
            shape(
                    "a signed token",
                    "eyJ",
                    "\\bey" + "J[A-Za-z0-9_-]{10,}\\.ey" + "J[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}"),
            shape("a password in an address", "@", "(?<![a-z])[a-z]{2,12}://[^/\\s:@\"'$<{]+:[^/\\s:@\"'$<{]{6,}@"));

    /// A name that says secret, then a quoted word.
    private static final Pattern NAMED =
            Pattern.compile("(?:[Ss]ecret|[Pp]assw(?:or)?d|[Tt]oken|[Kk]ey|[Cc]redential|SECRET|TOKEN|KEY|PASSWORD)"
                    + "\\w{0,20}+[\"']?+ ?+[:=]{1,2}+ ?+"
                    + "[\"']([^\"'\\s]{16,200})[\"']");
    /// A long word of one alphabet, as encoded bytes are.
    private static final Pattern ENCODED = Pattern.compile("(?<=[\"'=: ])[A-Za-z0-9+/_-]{40,500}+={0,2}(?=[\"'\\s])");

    /// Bits a character. English stays below 4; 32 random bytes in base 64 come to about 5.
    private static final double RANDOM_BITS = 4.6;
    private static final double NAMED_BITS = 3.5;

    private Secrets() {}

    /// A finding; what was found is told by its first characters only, since reports are kept.
    ///
    /// @param text the whole of it, for the list of exceptions
    record Finding(String where, String what, String text) {
        @Override
        public String toString() {
            return where + " has " + what + ", " + text.substring(0, Math.min(6, text.length())) + "…";
        }
    }

    private static Shape shape(String name, String hint, String regex) {
        return new Shape(name, hint, Pattern.compile(regex));
    }

    static List<Finding> in(String where, String text) {
        List<Finding> found = new ArrayList<>();
        for (Shape shape : SHAPES) {
            if (!text.contains(shape.hint())) continue;
            shape.pattern()
                    .matcher(text)
                    .results()
                    .forEach(m -> found.add(new Finding(where, shape.name(), m.group())));
        }
        NAMED.matcher(text)
                .results()
                .filter(m -> bits(m.group(1)) > NAMED_BITS && mixed(m.group(1)))
                .forEach(m -> found.add(new Finding(where, "what a name calls secret", m.group(1))));
        ENCODED.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> bits(word) > RANDOM_BITS && mixed(word))
                .forEach(word -> found.add(new Finding(where, "a word that looks random", word)));
        return found;
    }

    /// Letters of both kinds and digits: names and paths rarely mix them.
    private static boolean mixed(String word) {
        return word.chars().anyMatch(Character::isLowerCase)
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isDigit);
    }

    /// Shannon's entropy of the characters, in bits each.
    static double bits(String word) {
        int[] counts = new int[128];
        int counted = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 128) continue;
            counts[c]++;
            counted++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) bits -= (double) count / counted * Math.log((double) count / counted) / Math.log(2);
        }
        return bits;
    }
}
