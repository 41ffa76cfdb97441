package attune.http.json;

/// How much a document may ask of us before it is refused.
///
/// @param nesting   deepest level of objects and arrays
/// @param textChars longest text, in UTF-16 units
/// @param nameChars longest field name, in UTF-16 units
/// @param bytes     longest document
public record JsonLimits(int nesting, int textChars, int nameChars, long bytes) {
    /// For bodies from the network.
    public static final JsonLimits STANDARD = new JsonLimits(32, 256 * 1024, 512, 16 * 1024 * 1024);

    public JsonLimits {
        if (nesting < 1 || textChars < 1 || nameChars < 1 || bytes < 1) {
            throw new IllegalArgumentException("Limits are at least 1");
        }
    }

    public JsonLimits withBytes(long maximum) {
        return new JsonLimits(nesting, textChars, nameChars, maximum);
    }
}
