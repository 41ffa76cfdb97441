package attune.algorithms.collaborative;

/// Runs work that falls into independent pieces, on as many threads as the caller has to spare: algorithms start none.
@FunctionalInterface
public interface Ranges {

    /// The caller's thread, one range.
    Ranges ALONE = (count, work) -> work.run(0, count);

    /// Calls `work` for ranges that cover [0, count) exactly once, in any order and possibly at the same time, and
    /// returns when all are done; what one of them throws is thrown on. Results must not depend on where ranges are
    /// cut.
    void each(int count, Work work);

    /// One range; it owns what it writes.
    @FunctionalInterface
    interface Work {
        /// @param from inclusive
        /// @param to exclusive
        void run(int from, int to);
    }
}
