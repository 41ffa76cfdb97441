package attune.store.view;

/// What members set towards each other: follows, blocks, mutes, group membership.
public interface TiesView {
    boolean follows(int member, int other);

    /// Whom the member follows, in no order that callers may rely on; a copy.
    int[] followees(int member);

    int[] followers(int member);

    int followeeCount(int member);

    int followerCount(int member);

    /// True if either blocked the other.
    boolean blockedEitherWay(int member, int other);

    /// Whom the member blocked; a copy.
    int[] blocked(int member);

    boolean inGroup(int member, int group);
}
