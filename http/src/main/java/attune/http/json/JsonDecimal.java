package attune.http.json;

/// A number with a fraction or an exponent; always finite.
public record JsonDecimal(double value) implements Json {
    @Override
    public String kind() {
        return "a number";
    }
}
