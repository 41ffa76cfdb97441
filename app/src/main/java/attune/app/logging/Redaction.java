package attune.app.logging;

import java.util.regex.Pattern;

/// The last net: whatever looks like a proof is blotted out before it is written, even if code that should have known
/// better put it into a message.
final class Redaction {
    private static final String BLOT = "[secret]";
    /// Keys (`ak.…`), member tokens (`mt.…`), whatever follows `Bearer`, and values named like a secret.
    private static final Pattern SECRET = Pattern.compile("\\b(?:ak|mt)\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)?"
            + "|(?i:\\bBearer\\s+)\\S+"
            + "|(?i)(?<=\\b(?:password|passwd|secret|token|cookie|session|authorization|attune-session)[=:] ?)"
            + "[^\\s,;\"]+");

    private Redaction() {}

    static String of(String text) {
        return SECRET.matcher(text).replaceAll(BLOT);
    }
}
