package attune.store.embedded;

import attune.store.keys.Sealing;
import attune.store.ledger.Entry;
import attune.store.ledger.EntryCodec;
import attune.store.ledger.LedgerUnavailable;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// Entries to leaves and back. A leaf is a version, the number of the member under whose key it is sealed (−1: under
/// the community's secret), and the sealed bytes, bound to both and to its place in the ledger. One instance per
/// thread.
final class LedgerSealing {
    private static final byte VERSION = 1;
    private static final int COMMUNITY = -1;
    static final int HEAD_BYTES = 1 + Integer.BYTES;

    private final SqliteKeys keys;
    private final Sealing sealing;
    private final byte[] secret;

    LedgerSealing(SqliteKeys keys, SecureRandom random) {
        this.keys = keys;
        this.sealing = new Sealing(random);
        this.secret = keys.mac("ledger", new byte[0]);
    }

    /// If the subject was erased meanwhile, that something was done is recorded, and nothing about whom.
    byte[] leaf(long number, Entry entry) {
        byte[] key = entry.subject() == null ? secret : keys.key(entry.subject().value());
        if (key == null) {
            return leaf(
                    number,
                    new Entry(entry.atMillis(), entry.actor(), entry.action(), null, Map.of("subject", "erased")));
        }
        int owner = entry.subject() == null ? COMMUNITY : entry.subject().value();
        byte[] sealed = sealing.seal(key, bound(number, owner), EntryCodec.encode(entry));
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(VERSION)
                .putInt(owner)
                .put(sealed)
                .array();
    }

    /// Empty if the subject's key is destroyed.
    Optional<Entry> entry(long number, byte[] leaf) {
        if (leaf.length < HEAD_BYTES || leaf[0] != VERSION) throw new LedgerUnavailable(damaged(number));
        int owner = owner(leaf);
        byte[] key = owner == COMMUNITY ? secret : keys.key(owner);
        if (key == null) return Optional.empty();
        byte[] sealed = new byte[leaf.length - HEAD_BYTES];
        System.arraycopy(leaf, HEAD_BYTES, sealed, 0, sealed.length);
        try {
            return Optional.of(EntryCodec.decode(sealing.open(key, bound(number, owner), sealed)));
        } catch (Sealing.BrokenSeal broken) {
            throw new LedgerUnavailable(damaged(number), broken);
        }
    }

    /// The member under whose key a leaf is sealed, or −1.
    static int owner(byte[] leaf) {
        return ByteBuffer.wrap(leaf, 1, Integer.BYTES).getInt();
    }

    private static String damaged(long number) {
        return "Entry " + number + " of the ledger is damaged: ./attune audit verify says what else is.";
    }

    private static byte[] bound(long number, int owner) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(number)
                .putInt(owner)
                .array();
    }
}
