package attune.store.keys;

import java.util.Optional;

/// Where a community's master key is kept: a file, an environment variable, what a command prints.
public interface MasterKeySource {
    /// Words for messages, such as `the file master.key`.
    String place();

    /// The key. If `fresh` says that nothing was ever wrapped, a source that can make one does. Throws
    /// [MasterKeyMissing] with a sentence on what to do.
    MasterKey key(boolean fresh);

    /// The key that a rotation is about to put in the place of this one, if it was cut short.
    default Optional<MasterKey> next() {
        return Optional.empty();
    }

    /// Keeps a key as the next one, durably. Only a source that can write offers it.
    default void propose(MasterKey key) {
        throw new MasterKeyMissing("No key can be written to " + place() + ". Name where the new key is kept.");
    }

    /// Makes the next key the key.
    default void adopt() {}

    /// Drops the next key.
    default void discard() {}

    /// The key cannot be had.
    final class MasterKeyMissing extends RuntimeException {
        private static final long serialVersionUID = 1;

        public MasterKeyMissing(String what) {
            super(what);
        }

        public MasterKeyMissing(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
