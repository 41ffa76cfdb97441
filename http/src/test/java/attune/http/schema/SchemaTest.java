package attune.http.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.json.Json;
import attune.http.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final ObjectSchema LIKED = Schemas.object("Liked", "A like.")
            .required("type", Schemas.text("Which."))
            .required("item", Schemas.id("The item's id."))
            .optional("value", Schemas.number("How much.", 0, 1))
            .optional("at", Schemas.time("When."));
    private static final Schema EVENT = Schemas.oneOf("An event.", "type", Map.of("liked", LIKED));
    private static final ObjectSchema BATCH =
            Schemas.object("Batch", "Events.").required("events", Schemas.list("Them.", EVENT, 1, 2));

    @Test
    void value_that_fits_passes() {
        String event = "{\"type\":\"liked\",\"item\":\"a\",\"value\":1,\"at\":\"2026-01-31T12:00:00Z\"}";

        assertThatCode(() -> BATCH.check(Json.parse("{\"events\":[" + event + "]}")))
                .doesNotThrowAnyException();
    }

    @Test
    void misfit_is_named_by_its_place() {
        refused("{}", "events: missing; give them");
        refused("{\"events\":[]}", "events: has 0 elements; use 1 to 2");
        refused("{\"events\":[{\"type\":\"liekd\"}]}", "events[0].type: unknown type; did you mean \"liked\"?");
        refused("{\"events\":[{}]}", "events[0].type: missing; use one of liked");
        refused("{\"events\":[{\"type\":\"liked\"}]}", "events[0].item: missing; give the item's id");
        refused(
                "{\"events\":[{\"type\":\"liked\",\"item\":\"a\",\"vlaue\":1}]}",
                "events[0].vlaue: unknown field; did you mean \"value\"?");
        refused(
                "{\"events\":[{\"type\":\"liked\",\"item\":\"a\",\"value\":2}]}",
                "events[0].value: 2.0 is out of range; use 0.0 to 1.0");
        refused("{\"events\":[7]}", "events[0]: is a whole number, not an object; give an object");
    }

    @Test
    void unchecked_part_is_left_to_the_handler() {
        ObjectSchema batch =
                Schemas.object("Batch", "Events.").required("events", Schemas.list("Them.", EVENT.unchecked()));

        assertThatCode(() -> batch.check(Json.parse("{\"events\":[{\"type\":\"nonsense\"}]}")))
                .doesNotThrowAnyException();
    }

    private static void refused(String json, String sentence) {
        assertThatThrownBy(() -> BATCH.check(Json.parse(json)))
                .isInstanceOf(ProblemException.class)
                .hasMessage(sentence);
    }
}
