package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Optional;

/// A fold over the log. Replay equals live, forgetting leaves nothing, disclosing leaves nothing out:
/// `ProjectionContract` in `testkit` holds every implementation to it.
///
/// Threads: `apply` and `forget` are called by the log's writer under the state's write lock, everything
/// else under the read lock. Nothing here may block.
public interface Projection {
    /// Stable and unique in its community, such as `follow-graph`.
    String name();

    /// Folds one envelope. Unrelated events are ignored; an event folded twice in replay never happens.
    void apply(Envelope envelope);

    /// Drops everything held about the members and their items, other members' facts about them included. One
    /// pass for all of them: a thousand members must not cost a thousand walks over the state.
    void forget(Erased erased);

    /// Drops what is past its term, so that what is kept equals a replay of what the log keeps followed by the same
    /// expiry. Called for one slice of numbers after the other, so that requests wait for a slice and not for all.
    /// Nothing to do for a projection of facts that do not wear out.
    default void expire(Expiry expiry) {}

    /// What is to be folded again after an erasure, if this projection had dropped anything for the erased. Nothing
    /// for a
    /// projection that drops nothing.
    ///
    /// @param touched by the facts the erasure took out of the log
    default Optional<Mend> mend(Touched touched) {
        return Optional.empty();
    }

    /// Tells all it holds about one member, in words and numbers a person can read.
    void disclose(MemberId member, Disclosure into);

    /// Feeds all state into a digest, in an order that depends on the state alone, so that two folds can
    /// be compared.
    void digest(Digest into);

    /// The format of what [#save] writes. Raise it whenever the arrays change, or what folding makes of a fact:
    /// a snapshot of another format is passed over and the log replayed.
    int format();

    /// Writes all state that folding goes on from, so that loading it and folding on equals a replay. The bytes
    /// depend on the state alone: what has no order is written in ascending order.
    void save(ArrayWriter into);

    /// Replaces all state by what [#save] wrote, whatever was folded before. May throw half-way; then it is called
    /// again, with what a fresh projection saved.
    void load(ArrayReader from);
}
