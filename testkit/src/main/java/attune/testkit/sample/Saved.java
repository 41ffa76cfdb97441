package attune.testkit.sample;

import attune.store.projection.Projection;
import attune.store.projection.State;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.snapshot.ChunkSeal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What projections save, as bytes in the clear: equal bytes mean equal state, down to what a digest leaves out.
///
/// @param bytes by name of the projection, in fold order
public record Saved(Map<String, byte[]> bytes) {
    private static final ChunkSeal CLEAR = new ChunkSeal() {
        @Override
        public byte[] seal(long number, byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(long number, byte[] sealed) {
            return sealed;
        }
    };

    public static Saved of(State state) {
        return of(state.projections());
    }

    public static Saved of(List<Projection> projections) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (Projection projection : projections) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ArrayWriter writer = new ArrayWriter(out, CLEAR);
            projection.save(writer);
            writer.end();
            bytes.put(projection.name(), out.toByteArray());
        }
        return new Saved(bytes);
    }

    public void load(List<Projection> into) {
        for (Projection projection : into) {
            byte[] saved = bytes.getOrDefault(projection.name(), new byte[0]);
            ArrayReader reader = new ArrayReader(new ByteArrayInputStream(saved), saved.length, CLEAR);
            projection.load(reader);
            reader.end();
        }
    }

    /// A number per projection, for comparing in a readable way.
    public Map<String, Integer> hashes() {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        bytes.forEach((name, saved) -> hashes.put(name, Arrays.hashCode(saved)));
        return hashes;
    }
}
