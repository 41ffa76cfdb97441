package attune.http.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Tokens that speak for one member for a while. The network's backend asks for one and hands it to the member's
/// app, which may then ask for its own feed directly. Signed, not stored: they end by their time.
public final class MemberTokens {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SEAL_BYTES = 32;

    private final Signer signer;
    private final InstantSource clock;

    /// A token and when it ends.
    public record Minted(String bearer, Instant expires) {}

    public MemberTokens(Signer signer, InstantSource clock) {
        this.signer = signer.derive("member-token");
        this.clock = clock;
    }

    public Minted mint(String externalId, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A member token lives up to a day, not " + lifetime);
        }
        Instant expires = clock.instant().plus(lifetime);
        byte[] member = externalId.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(Long.BYTES + member.length)
                .putLong(expires.toEpochMilli())
                .put(member)
                .array();
        byte[] seal = signer.sign("member", payload);
        byte[] token = ByteBuffer.allocate(payload.length + SEAL_BYTES)
                .put(payload)
                .put(seal)
                .array();
        return new Minted("mt." + Base64.getUrlEncoder().withoutPadding().encodeToString(token), expires);
    }

    /// Whose token this is; empty when it is not ours, was changed, or has ended.
    Optional<Principal> recognise(String bearer) {
        if (!bearer.startsWith("mt.")) {
            return Optional.empty();
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(bearer.substring(3));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int length = token.length - SEAL_BYTES;
        if (length <= Long.BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(token, length);
        byte[] seal = Arrays.copyOfRange(token, length, token.length);
        boolean genuine = Signer.same(signer.sign("member", payload), seal);
        if (!genuine || ByteBuffer.wrap(payload).getLong() <= clock.millis()) {
            return Optional.empty();
        }
        String member = new String(payload, Long.BYTES, length - Long.BYTES, StandardCharsets.UTF_8);
        return Optional.of(Principal.member(member));
    }
}
