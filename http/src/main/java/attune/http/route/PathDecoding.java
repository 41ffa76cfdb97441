package attune.http.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Splits a path before decoding it, so that an id may hold a slash (`%2F`), and decodes strictly, so that two
/// spellings are never one id by accident.
public final class PathDecoding {
    private PathDecoding() {}

    /// The decoded parts between slashes.
    ///
    /// @throws ProblemException when a part is not percent-encoded UTF-8, or is a step to another folder
    static List<String> parts(String path) {
        List<String> parts = new ArrayList<>(6);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String part = decode(path.substring(start, end));
            if (part.equals(".") || part.equals("..")) {
                throw RouteTable.undecodable("steps out of its folder");
            }
            parts.add(part);
            start = end + 1;
        }
        return parts;
    }

    /// Decodes `%XX`; everything else stands for itself (a plus sign is a plus sign).
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
            } else {
                int high = i + 1 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw RouteTable.undecodable("has a percent sign that starts no code");
                }
                decoded.put((byte) (high * 16 + low));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw RouteTable.undecodable("is not UTF-8");
        }
    }

    /// Encodes a value for use as one part of a path or as a query value.
    public static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~';
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
