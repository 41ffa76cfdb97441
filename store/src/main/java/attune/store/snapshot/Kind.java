package attune.store.snapshot;

/// What an element of a snapshot is; a byte in front of each, so that a reader of another layout notices at once. Part
/// of the format: append only.
enum Kind {
    NUMBER,
    BYTES,
    INTS,
    LONGS,
    DOUBLES,
    SECRET,
    SECRET_INTS
}
