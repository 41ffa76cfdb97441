package attune.store.view;

import attune.model.identity.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Legal holds, and erasures asked for while one stood. Purpose: safety; for operators and the platform's own duties,
/// never for ranking.
public interface HoldsView {
    boolean held(int member);

    Optional<Hold> hold(int member);

    /// Everyone on hold, by number.
    List<Hold> holds();

    /// When the member asked for erasure during a hold, epoch milliseconds; empty if not.
    OptionalLong erasureAskedMillis(int member);

    /// Who waits for an erasure, by number.
    List<MemberId> waitingForErasure();

    /// @param reference the operator's word for the proceedings
    /// @param untilMillis when the platform lifts it by itself
    record Hold(MemberId member, String reference, long sinceMillis, long untilMillis) {}
}
