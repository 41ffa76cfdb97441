package attune.http.json;

/// Checks bytes to be UTF-8 as the Unicode Standard defines it (table 3-7): no overlong forms, no surrogates,
/// nothing above U+10FFFF. Two spellings of one id would otherwise be two members.
final class Utf8 {
    private Utf8() {}

    /// Index of the first byte that is not part of a well-formed sequence, or -1. Time O(n), no memory.
    static int firstFault(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int length = sequence(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /// Length of the well-formed sequence starting at i, or 0.
    private static int sequence(byte[] bytes, int i) {
        int lead = bytes[i] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        if (lead < 0xE0) {
            return follows(bytes, i + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead < 0xF0) {
            int low = lead == 0xE0 ? 0xA0 : 0x80;
            int high = lead == 0xED ? 0x9F : 0xBF;
            return follows(bytes, i + 1, low, high) && follows(bytes, i + 2, 0x80, 0xBF) ? 3 : 0;
        }
        int low = lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xF4 ? 0x8F : 0xBF;
        boolean complete = follows(bytes, i + 1, low, high)
                && follows(bytes, i + 2, 0x80, 0xBF)
                && follows(bytes, i + 3, 0x80, 0xBF);
        return complete ? 4 : 0;
    }

    private static boolean follows(byte[] bytes, int i, int low, int high) {
        return i < bytes.length && (bytes[i] & 0xFF) >= low && (bytes[i] & 0xFF) <= high;
    }
}
