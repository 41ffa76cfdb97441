package attune.http.auth;

import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// The small JSON file of one community's keys, as hashes.
final class KeyFile {
    private final PrivateFile file;

    KeyFile(Path path) {
        this.file = new PrivateFile(path);
    }

    boolean exists() {
        return file.exists();
    }

    Map<String, ApiKey> read() {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        file.read().ifPresent(json -> {
            for (JsonObject key : json.objects("keys")) {
                ApiKey read = new ApiKey(
                        key.text("id"),
                        Role.of(key.text("scope")),
                        key.text("label"),
                        key.text("hash"),
                        key.time("created"),
                        key.findTime("expires").orElse(null),
                        key.findText("lastUsed").map(LocalDate::parse).orElse(null));
                keys.put(read.id(), read);
            }
        });
        return keys;
    }

    void write(Map<String, ApiKey> keys) {
        file.write(JsonWriter.bytes(out -> write(keys, out)));
    }

    private static void write(Map<String, ApiKey> keys, JsonWriter out) {
        out.object().array("keys");
        for (ApiKey key : keys.values()) {
            out.object()
                    .field("id", key.id())
                    .field("scope", key.scope().word())
                    .field("label", key.label())
                    .field("hash", key.hash())
                    .field("created", key.created());
            if (key.expires() != null) out.field("expires", key.expires());
            if (key.lastUsed() != null) out.field("lastUsed", key.lastUsed().toString());
            out.end();
        }
        out.end().end();
    }
}
