package attune.store.embedded;

import attune.store.keys.Sealing;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Members' keys in memory, 32 bytes each by dense number. Guarded by its own lock; any thread.
final class KeyCache {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private byte[][] keys = new byte[64][];

    byte @Nullable [] get(int member) {
        lock.readLock().lock();
        try {
            return member >= 0 && member < keys.length ? keys[member] : null;
        } finally {
            lock.readLock().unlock();
        }
    }

    void put(int member, byte[] key) {
        if (key.length != Sealing.KEY_BYTES) throw new IllegalArgumentException("A key of " + key.length + " bytes.");
        lock.writeLock().lock();
        try {
            if (member >= keys.length) keys = Arrays.copyOf(keys, Math.max(member + 1, keys.length * 2));
            keys[member] = key;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Does not zero the array: another thread may be sealing with it, and zeros are a key that everybody knows.
    void drop(int member) {
        lock.writeLock().lock();
        try {
            if (member >= keys.length) return;
            dropSlot(member);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @SuppressWarnings("NullAway") // A slot of an array of arrays is null until a key is put.
    private void dropSlot(int member) {
        keys[member] = null;
    }
}
