package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.store.codec.Encoded;
import attune.store.codec.EventCodec;
import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.store.keys.Sealing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/// Events to rows and back, with their personal payload sealed under the owner's key. One instance per thread.
final class FactSealing {
    private static final byte[] NOTHING = {};

    private final SqliteKeys keys;
    private final Sealing sealing;

    FactSealing(SqliteKeys keys, SecureRandom random) {
        this.keys = keys;
        this.sealing = new Sealing(random);
    }

    /// What a row holds for this version and these keys.
    sealed interface Reading {
        record Known(Envelope envelope) implements Reading {}

        /// Written by a newer version.
        record Unknown() implements Reading {}

        /// Its owner's key is destroyed.
        record Unreadable() implements Reading {}
    }

    byte[] row(Envelope envelope) {
        Encoded encoded = EventCodec.encode(envelope.event());
        byte[] sealed = encoded.personal().length == 0
                ? NOTHING
                : sealing.seal(key(envelope.event(), encoded.owner()), bound(encoded), encoded.personal());
        return new Fact(
                        encoded.type(),
                        encoded.owner(),
                        envelope.eventMillis(),
                        envelope.arrivalMillis(),
                        envelope.origin().source(),
                        encoded.open(),
                        sealed)
                .bytes();
    }

    Reading read(long sequence, byte[] row) {
        Fact fact = Fact.parse(row);
        Optional<byte[]> personal = personal(fact);
        if (personal.isEmpty()) return new Reading.Unreadable();
        Optional<Event> event = EventCodec.decode(new Encoded(fact.type(), fact.owner(), fact.open(), personal.get()));
        if (event.isEmpty()) return new Reading.Unknown();
        Origin origin = Origin.of(fact.source());
        return new Reading.Known(new Envelope(sequence, fact.eventMillis(), fact.arrivalMillis(), origin, event.get()));
    }

    /// The opened personal payload; no bytes if there is none, empty if the key is gone.
    Optional<byte[]> personal(Fact fact) {
        if (fact.sealed().length == 0) return Optional.of(NOTHING);
        byte[] key = keys.key(fact.owner());
        if (key == null) return Optional.empty();
        try {
            return Optional.of(sealing.open(key, bound(fact.type(), fact.owner()), fact.sealed()));
        } catch (Sealing.BrokenSeal broken) {
            throw new MalformedFact("A fact's personal payload does not open. Maybe the file is damaged.", broken);
        }
    }

    private byte[] key(Event event, int owner) {
        if (event instanceof Event.MemberJoined) return keys.create(owner);
        byte[] key = keys.key(owner);
        if (key == null) throw new IllegalStateException("A member without a key owns a new fact.");
        return key;
    }

    private static byte[] bound(Encoded encoded) {
        return bound(encoded.type(), encoded.owner());
    }

    private static byte[] bound(int type, int owner) {
        return ByteBuffer.allocate(8).putInt(type).putInt(owner).array();
    }
}
