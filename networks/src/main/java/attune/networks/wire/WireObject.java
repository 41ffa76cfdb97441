package attune.networks.wire;

import attune.http.json.Json;
import attune.http.json.JsonNull;
import attune.model.event.Envelope;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One event being written, field by field. Not safe for several threads.
final class WireObject {
    private final Map<String, Json> fields = new LinkedHashMap<>();

    WireObject(WireType type) {
        text("type", type.wireName());
    }

    WireObject text(String name, String value) {
        fields.put(name, Json.of(value));
        return this;
    }

    WireObject textIf(boolean known, String name, String value) {
        return known ? text(name, value) : this;
    }

    WireObject texts(String name, List<String> values) {
        fields.put(name, Json.of(values.stream().map(Json::of).toList()));
        return this;
    }

    WireObject nothing(String name) {
        fields.put(name, JsonNull.NULL);
        return this;
    }

    WireObject number(String name, long value) {
        fields.put(name, Json.of(value));
        return this;
    }

    WireObject numberIf(boolean known, String name, long value) {
        return known ? number(name, value) : this;
    }

    WireObject truth(String name, boolean value) {
        fields.put(name, Json.of(value));
        return this;
    }

    WireObject timeIf(boolean known, String name, long epochMillis) {
        return textIf(known, name, known ? Instant.ofEpochMilli(epochMillis).toString() : "");
    }

    /// The event with what its envelope adds: when it happened and where it came from.
    Map<String, Json> stated(Envelope envelope) {
        timeIf(true, "at", envelope.eventMillis());
        fields.putIfAbsent("source", Json.of(envelope.origin().source()));
        String record = envelope.origin().record();
        if (record != null) text("record", record);
        return Collections.unmodifiableMap(fields);
    }
}
