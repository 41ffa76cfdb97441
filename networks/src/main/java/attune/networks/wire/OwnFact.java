package attune.networks.wire;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.store.log.Draft;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one member may state with their own token: facts of their own, of types that open nothing to them.
record OwnFact(ExternalId self) {
    /// Facts stated by members bear this source, so that their idempotency ids never meet those of the network's
    /// server.
    static final String SOURCE = "member";

    Draft restrict(WireType type, WireFields fields, Draft draft) {
        if (!type.membersMayState()) {
            throw forbidden(fields, "type", "only the network's own server states " + type.wireName());
        }
        for (String name : List.of("source", "record")) {
            if (fields.has(name)) throw forbidden(fields, name, "only the network's own server names a " + name);
        }
        for (String name : List.of("member", "author")) {
            if (type.fields().contains(name) && !self.equals(fields.id(name))) {
                throw forbidden(fields, name, "a member's token states only that member's own facts");
            }
        }
        return new Draft(
                Origin.of(SOURCE),
                ownId(draft.idempotency()),
                draft.eventMillis(),
                Named.ownedBy(self, draft.resolution()));
    }

    private static ProblemException forbidden(WireFields fields, String name, String detail) {
        Problem problem = ProblemKind.FORBIDDEN.with(detail).at(fields.json().where(name));
        return problem.hint("leave it out, or use a backend key").exception();
    }

    /// Two members may choose the same id for different facts.
    private @Nullable String ownId(@Nullable String idempotency) {
        if (idempotency == null) return null;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(self.value().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(idempotency.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
