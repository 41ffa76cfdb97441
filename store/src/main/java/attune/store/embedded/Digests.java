package attune.store.embedded;

import attune.model.event.Origin;
import attune.store.keys.Secrets;
import attune.store.log.Draft;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keyed digests of what senders call their facts. The names themselves may identify a person and are not kept.
final class Digests {
    /// Half of an HMAC-SHA-256: a chance of 2⁻⁶⁴ for any collision among four thousand million names.
    static final int BYTES = 16;

    private final Secrets secrets;

    Digests(Secrets secrets) {
        this.secrets = secrets;
    }

    byte @Nullable [] idempotency(Draft draft) {
        String id = draft.idempotency();
        return id == null ? null : digest("idempotency", draft.origin().source(), id);
    }

    byte @Nullable [] record(Origin origin) {
        String record = origin.record();
        return record == null ? null : record(origin.source(), record);
    }

    byte[] record(String source, String record) {
        return digest("foreign-record", source, record);
    }

    private byte[] digest(String use, String source, String name) {
        byte[] message = (source + "\n" + name).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(secrets.mac(use, message), BYTES);
    }
}
