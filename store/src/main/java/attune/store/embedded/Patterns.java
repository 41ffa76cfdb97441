package attune.store.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Texts as the bytes they may lie in: UTF-8, UTF-16 in both orders, escaped as in JSON, and base64 at every
/// offset. All are looked for in one walk over the content, so that a thousand members cost little more than
/// one. Immutable.
final class Patterns {
    private static final int PREFIX = 4;
    private static final int FILTER_BITS = 16;

    private final List<Pattern> shorter = new ArrayList<>();
    private final Map<Integer, List<Pattern>> byPrefix = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final int longest;

    private record Pattern(int text, byte[] bytes) {}

    /// Receives where a text was found.
    @FunctionalInterface
    interface Hit {
        void at(int text, int place);
    }

    /// @param fewest bytes of a pattern; shorter ones are left out
    Patterns(List<String> texts, int fewest) {
        int length = 1;
        for (int text = 0; text < texts.size(); text++) {
            for (byte[] form : forms(texts.get(text))) {
                if (form.length == 0 || form.length < fewest) continue;
                add(new Pattern(text, form));
                length = Math.max(length, form.length);
            }
        }
        longest = length;
    }

    private void add(Pattern pattern) {
        if (pattern.bytes.length < PREFIX) {
            shorter.add(pattern);
            return;
        }
        int prefix = prefix(pattern.bytes, 0);
        byPrefix.computeIfAbsent(prefix, fresh -> new ArrayList<>()).add(pattern);
        filter.set(hash(prefix));
    }

    int longest() {
        return longest;
    }

    void search(byte[] content, int length, Hit hit) {
        for (Pattern pattern : shorter) {
            for (int at = 0; at + pattern.bytes.length <= length; at++) {
                if (matches(content, at, pattern.bytes)) hit.at(pattern.text, at);
            }
        }
        if (length < PREFIX || byPrefix.isEmpty()) return;
        int prefix = prefix(content, 0) >>> 8;
        for (int at = 0; at + PREFIX <= length; at++) {
            prefix = (prefix << 8) | (content[at + PREFIX - 1] & 0xFF);
            if (filter.get(hash(prefix))) compare(content, length, at, prefix, hit);
        }
    }

    private void compare(byte[] content, int length, int at, int prefix, Hit hit) {
        for (Pattern pattern : byPrefix.getOrDefault(prefix, List.of())) {
            if (at + pattern.bytes.length <= length && matches(content, at, pattern.bytes)) hit.at(pattern.text, at);
        }
    }

    private static boolean matches(byte[] content, int at, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) if (content[at + i] != bytes[i]) return false;
        return true;
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xFF) << 16)
                | ((bytes[at + 2] & 0xFF) << 8)
                | (bytes[at + 3] & 0xFF);
    }

    private static int hash(int prefix) {
        return (prefix * 0x9E3779B9) >>> (Integer.SIZE - FILTER_BITS);
    }

    private static List<byte[]> forms(String text) {
        Set<String> seen = new LinkedHashSet<>();
        List<byte[]> forms = new ArrayList<>();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        keep(utf8, seen, forms);
        keep(text.getBytes(StandardCharsets.UTF_16LE), seen, forms);
        keep(text.getBytes(StandardCharsets.UTF_16BE), seen, forms);
        keep(escaped(text).getBytes(StandardCharsets.US_ASCII), seen, forms);
        for (int offset = 0; offset < 3; offset++) {
            keep(base64(utf8, offset, Base64.getEncoder()), seen, forms);
            keep(base64(utf8, offset, Base64.getUrlEncoder()), seen, forms);
        }
        return forms;
    }

    private static void keep(byte[] form, Set<String> seen, List<byte[]> forms) {
        if (seen.add(new String(form, StandardCharsets.ISO_8859_1))) forms.add(form);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') escaped.append('\\').append(c);
            else if (c == '\n') escaped.append("\\n");
            else if (c < ' ' || c > '~') escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            else escaped.append(c);
        }
        return escaped.toString();
    }

    /// The characters that stand for the text alone when `offset` other bytes precede it in their group of three.
    private static byte[] base64(byte[] text, int offset, Base64.Encoder encoder) {
        byte[] shifted = new byte[offset + text.length];
        System.arraycopy(text, 0, shifted, offset, text.length);
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(Math.min(from, to), to).getBytes(StandardCharsets.US_ASCII);
    }
}
