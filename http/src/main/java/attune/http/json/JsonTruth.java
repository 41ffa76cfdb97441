package attune.http.json;

/// `true` or `false`.
public enum JsonTruth implements Json {
    TRUE,
    FALSE;

    @Override
    public String kind() {
        return "true or false";
    }

    public boolean value() {
        return this == TRUE;
    }
}
