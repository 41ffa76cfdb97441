package attune.http.schema;

import attune.http.json.Json;
import attune.http.json.JsonWriter;
import java.util.List;

/// The shape of a JSON value: written once, published as JSON Schema 2020-12 and checked against what arrives.
///
/// ```java
/// static final Schema MEMBER = Schemas.object("Member", "A person with an account.")
///         .required("member", Schemas.id("The member's id on the network."))
///         .optional("locked", Schemas.truth("Whether followers need approval."));
/// ```
public sealed interface Schema
        permits AnySchema,
                ChoiceSchema,
                DecimalSchema,
                IntegerSchema,
                ListSchema,
                MapSchema,
                NullableSchema,
                ObjectSchema,
                OneOfSchema,
                TextSchema,
                TimeSchema,
                TruthSchema,
                UncheckedSchema {

    /// One sentence for the reader of the API's description; may be empty.
    String description();

    /// Throws a problem naming the place when the value does not fit.
    ///
    /// @param where the value's path, for example `events[3].at`
    void check(Json value, String where);

    default void check(Json value) {
        check(value, "");
    }

    /// Writes the schema as JSON Schema; objects with a name are written as references to `#/components/schemas`.
    void describe(JsonWriter out);

    /// The named objects this schema refers to directly, so that a document can define each of them once.
    default List<ObjectSchema> objects() {
        return List.of();
    }

    /// The same schema where `null` is an answer too.
    default Schema orNull() {
        return new NullableSchema(this);
    }

    /// The same schema, published but left for the handler to check, for example item by item.
    default Schema unchecked() {
        return new UncheckedSchema(this);
    }
}
