package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonDecimal;
import attune.http.json.JsonInteger;
import attune.http.json.JsonWriter;

/// A number, with or without a fraction, between two bounds, both included; infinite bounds mean none.
public record DecimalSchema(String description, double low, double high) implements Schema {
    @Override
    public void check(Json value, String where) {
        double number;
        if (value instanceof JsonInteger(long whole)) {
            number = whole;
        } else if (value instanceof JsonDecimal(double fraction)) {
            number = fraction;
        } else {
            throw Mismatch.kind(value, "a number", where);
        }
        if (number < low || number > high) {
            throw Mismatch.invalid(where, number + " is out of range", "use " + low + " to " + high);
        }
    }

    @Override
    public void describe(JsonWriter out) {
        out.object().field("type", "number").field("description", description);
        if (Double.isFinite(low)) {
            out.field("minimum", low);
        }
        if (Double.isFinite(high)) {
            out.field("maximum", high);
        }
        out.end();
    }
}
