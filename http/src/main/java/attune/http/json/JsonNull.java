package attune.http.json;

/// `null`. Typed getters treat it as if the field were absent.
public enum JsonNull implements Json {
    NULL;

    @Override
    public String kind() {
        return "null";
    }
}
