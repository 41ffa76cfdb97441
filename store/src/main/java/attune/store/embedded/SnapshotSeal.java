package attune.store.embedded;

import attune.store.keys.Sealing;
import attune.store.keys.Secrets;
import attune.store.snapshot.ChunkSeal;
import attune.store.snapshot.SnapshotMisfit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Seals chunks under the community's secret for snapshots, bound to the projection, the sequence and the number of the
/// chunk. One instance per file.
final class SnapshotSeal implements ChunkSeal {
    private final byte[] key;
    private final byte[] bound;
    private final Sealing sealing;

    SnapshotSeal(Secrets secrets, String projection, long sequence, SecureRandom random) {
        this.key = secrets.mac("snapshot", new byte[0]);
        byte[] name = projection.getBytes(StandardCharsets.UTF_8);
        this.bound = ByteBuffer.allocate(name.length + 2 * Long.BYTES)
                .putLong(0)
                .putLong(sequence)
                .put(name)
                .array();
        this.sealing = new Sealing(random);
    }

    @Override
    public byte[] seal(long number, byte[] plain) {
        return sealing.seal(key, at(number), plain);
    }

    @Override
    public byte[] open(long number, byte[] sealed) {
        try {
            return sealing.open(key, at(number), sealed);
        } catch (Sealing.BrokenSeal broken) {
            throw new SnapshotMisfit("A sealed chunk does not open.", broken);
        }
    }

    private byte[] at(long number) {
        return ByteBuffer.wrap(bound).putLong(0, number).array();
    }
}
