package attune.app.config;

/// What a community may take before new facts are refused.
///
/// @param diskBytes   most that its folder may hold
/// @param freeBytes   least that must stay free on its disk, so that erasure and export, which write files anew, never
///                    fail for want of room
/// @param memoryBytes most that its state may take of the heap, as it is estimated
/// @param heapShare   most of the process's heap that may be in use after a collection, whoever took it
public record Budget(long diskBytes, long freeBytes, long memoryBytes, double heapShare) {
    /// More than there is.
    public static final long UNLIMITED = 1L << 50;

    /// Only what keeps a node alive: 256 MB free, 92% of the heap.
    public static final Budget USUAL = new Budget(UNLIMITED, 256L << 20, UNLIMITED, 0.92);

    public Budget {
        if (diskBytes < 1 || freeBytes < 0 || memoryBytes < 1 || !(heapShare > 0 && heapShare <= 1)) {
            throw new IllegalArgumentException("A budget is some bytes, and a share of the heap above 0 and up to 1.");
        }
    }
}
