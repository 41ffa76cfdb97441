package attune.http.schema;

import java.util.List;
import java.util.Map;

/// Short names for building schemas.
public final class Schemas {
    private Schemas() {}

    /// An empty object to add fields to.
    public static ObjectSchema object(String name, String description) {
        return new ObjectSchema(name, description, Map.of());
    }

    /// A member's, item's or other id as the network gave it; the limit of 512 bytes is the model's to check.
    public static Schema id(String description) {
        return new TextSchema(description, 1, 512);
    }

    public static Schema text(String description) {
        return new TextSchema(description, 0, 65_536);
    }

    public static Schema text(String description, int lowChars, int highChars) {
        return new TextSchema(description, lowChars, highChars);
    }

    public static Schema integer(String description) {
        return new IntegerSchema(description, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public static Schema integer(String description, long low, long high) {
        return new IntegerSchema(description, low, high);
    }

    /// A whole number that is not negative.
    public static Schema count(String description) {
        return new IntegerSchema(description, 0, Long.MAX_VALUE);
    }

    public static Schema number(String description) {
        return new DecimalSchema(description, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    public static Schema number(String description, double low, double high) {
        return new DecimalSchema(description, low, high);
    }

    public static Schema truth(String description) {
        return new TruthSchema(description);
    }

    public static Schema time(String description) {
        return new TimeSchema(description);
    }

    public static Schema choice(String description, String... choices) {
        return new ChoiceSchema(description, List.of(choices));
    }

    public static Schema list(String description, Schema element) {
        return new ListSchema(description, element, 0, Integer.MAX_VALUE);
    }

    public static Schema list(String description, Schema element, int low, int high) {
        return new ListSchema(description, element, low, high);
    }

    public static Schema map(String description, Schema value) {
        return new MapSchema(description, value);
    }

    public static Schema oneOf(String description, String tag, Map<String, ObjectSchema> cases) {
        return new OneOfSchema(description, tag, cases);
    }

    public static Schema any(String description) {
        return new AnySchema(description);
    }

    /// A page of a longer list: `{"items":[...],"cursor":"..."|null}`.
    public static ObjectSchema page(String name, Schema element) {
        return object(name, "A page of a longer list.")
                .required("items", list("What is on this page.", element))
                .required(
                        "cursor",
                        text("Ask for the next page with this; null at the end.")
                                .orNull());
    }
}
