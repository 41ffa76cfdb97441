package attune.store.resolve;

import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names by dense number and numbers by name. Names lie end to end in byte arenas and are found by open
/// addressing, which takes 18 to 30 bytes beside the name itself, where a `HashMap` of strings takes above 100.
///
/// Guarded by whoever owns it; looking up is safe beside looking up. A dropped name's bytes are zeroed.
final class NameTable {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int FREE = 0;
    private static final int DROPPED = -1;
    private static final long NONE = -1;

    private final List<byte[]> chunks = new ArrayList<>();
    private final long seed;
    private int used = CHUNK_BYTES;
    private long[] places = new long[16];
    private int[] slots = new int[32];
    private int taken;
    private int limit;

    /// @param seed secret, so that nobody can choose names that all fall on one slot
    NameTable(long seed) {
        this.seed = seed;
        Arrays.fill(places, NONE);
    }

    /// The number of a name, or −1.
    int find(String name) {
        return find(name.getBytes(StandardCharsets.UTF_8));
    }

    boolean has(int number) {
        return number >= 0 && number < limit && places[number] != NONE;
    }

    /// One more than the largest number ever put.
    int limit() {
        return limit;
    }

    @Nullable
    String name(int number) {
        if (!has(number)) return null;
        byte[] chunk = chunk(places[number]);
        int at = offset(places[number]);
        return new String(chunk, at + 2, length(chunk, at), StandardCharsets.UTF_8);
    }

    /// Gives a free name to a free number.
    void put(int number, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (2 * (taken + 1) > slots.length) rehash();
        if (number >= places.length) {
            int old = places.length;
            places = Arrays.copyOf(places, Math.max(number + 1, old + (old >> 1)));
            Arrays.fill(places, old, places.length, NONE);
        }
        places[number] = store(utf8);
        limit = Math.max(limit, number + 1);
        insert(number, hash(utf8, 0, utf8.length));
    }

    void drop(int number) {
        if (!has(number)) return;
        byte[] chunk = chunk(places[number]);
        int at = offset(places[number]);
        int length = length(chunk, at);
        int slot = hash(chunk, at + 2, length) & (slots.length - 1);
        while (slots[slot] != number + 1) slot = (slot + 1) & (slots.length - 1);
        slots[slot] = DROPPED;
        Arrays.fill(chunk, at, at + 2 + length, (byte) 0);
        places[number] = NONE;
    }

    private int find(byte[] utf8) {
        int slot = hash(utf8, 0, utf8.length) & (slots.length - 1);
        for (; slots[slot] != FREE; slot = (slot + 1) & (slots.length - 1)) {
            if (slots[slot] != DROPPED && same(slots[slot] - 1, utf8)) return slots[slot] - 1;
        }
        return -1;
    }

    private boolean same(int number, byte[] utf8) {
        byte[] chunk = chunk(places[number]);
        int at = offset(places[number]);
        return length(chunk, at) == utf8.length
                && Arrays.equals(chunk, at + 2, at + 2 + utf8.length, utf8, 0, utf8.length);
    }

    private long store(byte[] utf8) {
        if (used + 2 + utf8.length > CHUNK_BYTES) {
            chunks.add(new byte[CHUNK_BYTES]);
            used = 0;
        }
        byte[] chunk = chunks.get(chunks.size() - 1);
        long place = (long) (chunks.size() - 1) * CHUNK_BYTES + used;
        chunk[used] = (byte) (utf8.length >>> 8);
        chunk[used + 1] = (byte) utf8.length;
        System.arraycopy(utf8, 0, chunk, used + 2, utf8.length);
        used += 2 + utf8.length;
        return place;
    }

    private void insert(int number, int hash) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != FREE) slot = (slot + 1) & (slots.length - 1);
        slots[slot] = number + 1;
        taken++;
    }

    /// Doubles the slots when half of them hold names; otherwise only sweeps out dropped ones.
    private void rehash() {
        int live = 0;
        for (int slot : slots) if (slot > 0) live++;
        slots = new int[4 * (live + 1) > slots.length ? 2 * slots.length : slots.length];
        taken = 0;
        for (int number = 0; number < limit; number++) {
            if (places[number] == NONE) continue;
            byte[] chunk = chunk(places[number]);
            int at = offset(places[number]);
            insert(number, hash(chunk, at + 2, length(chunk, at)));
        }
    }

    private byte[] chunk(long place) {
        return chunks.get((int) (place / CHUNK_BYTES));
    }

    private static int offset(long place) {
        return (int) (place % CHUNK_BYTES);
    }

    private static int length(byte[] chunk, int at) {
        return ((chunk[at] & 0xFF) << 8) | (chunk[at + 1] & 0xFF);
    }

    private int hash(byte[] bytes, int from, int length) {
        long hash = seed ^ length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) (hash ^ (hash >>> 29));
    }

    void save(ArrayWriter into) {
        byte[] @Nullable [] names = new byte[limit][];
        for (int number = 0; number < limit; number++) {
            if (!has(number)) continue;
            byte[] chunk = chunk(places[number]);
            int at = offset(places[number]) + 2;
            names[number] = Arrays.copyOfRange(chunk, at, at + length(chunk, at - 2));
        }
        into.secretArrays(names, limit);
    }

    void load(ArrayReader from) {
        byte[] @Nullable [] names = from.secretArrays();
        chunks.clear();
        used = CHUNK_BYTES;
        taken = 0;
        limit = names.length;
        places = new long[names.length];
        slots = new int[Math.max(32, 4 * Integer.highestOneBit(Math.max(1, names.length)))];
        Arrays.fill(places, NONE);
        for (int number = 0; number < names.length; number++) {
            byte[] utf8 = names[number];
            if (utf8 == null) continue;
            places[number] = store(utf8);
            insert(number, hash(utf8, 0, utf8.length));
        }
    }
}
