package attune.store.view;

import attune.model.member.AgeBand;

/// Accounts, as far as they decide what may be shown. Members are dense numbers here, since stages ask per
/// candidate.
public interface MembersView {
    /// Joined and neither left, deactivated, restricted (decision 0033) nor erased.
    boolean active(int member);

    AgeBand ageBand(int member);

    boolean locked(int member);

    boolean recommendable(int member);

    /// Bits of the languages the member reads, by [LanguageTable]; 0 when unknown.
    long languages(int member);

    /// The member's name as shown to others; empty when none.
    String name(int member);

    /// Event time of joining, epoch milliseconds.
    long joinedMillis(int member);

    /// One more than the largest member number folded.
    int limit();
}
