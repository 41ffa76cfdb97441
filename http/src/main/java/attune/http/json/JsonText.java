package attune.http.json;

/// A string of Unicode characters; unpaired surrogates are refused when reading.
public record JsonText(String value) implements Json {
    @Override
    public String kind() {
        return "a text";
    }
}
