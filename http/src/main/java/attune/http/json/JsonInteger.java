package attune.http.json;

/// A number written without fraction that fits 64 bits.
public record JsonInteger(long value) implements Json {
    @Override
    public String kind() {
        return "a whole number";
    }
}
