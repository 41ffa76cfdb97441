package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.TiesView;
import java.util.List;

/// The graph of follows and blocks, kept in both directions, and who belongs to which group.
public final class Ties implements Projection, TiesView {
    private final IntSets followees = new IntSets();
    private final IntSets followers = new IntSets();
    private final IntSets blocked = new IntSets();
    private final IntSets blockers = new IntSets();
    private final IntSets groups = new IntSets();

    @Override
    public String name() {
        return "ties";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.Followed(MemberId member, MemberId other) -> {
                followees.add(member.value(), other.value());
                followers.add(other.value(), member.value());
            }
            case Event.Unfollowed(MemberId member, MemberId other) -> unfollow(member.value(), other.value());
            case Event.Blocked(MemberId member, MemberId other) -> {
                blocked.add(member.value(), other.value());
                blockers.add(other.value(), member.value());
                unfollow(member.value(), other.value());
                unfollow(other.value(), member.value());
            }
            case Event.Unblocked(MemberId member, MemberId other) -> {
                blocked.remove(member.value(), other.value());
                blockers.remove(other.value(), member.value());
            }
            case Event.GroupJoined(MemberId member, ItemId group) -> groups.add(member.value(), group.value());
            case Event.GroupLeft(MemberId member, ItemId group) -> groups.remove(member.value(), group.value());
            default -> {}
        }
    }

    /// A block ends follows in both directions, as on every network; lifting it does not bring them back.
    private void unfollow(int member, int other) {
        followees.remove(member, other);
        followers.remove(other, member);
    }

    @Override
    public boolean follows(int member, int other) {
        return followees.contains(member, other);
    }

    @Override
    public int[] followees(int member) {
        return followees.copy(member);
    }

    @Override
    public int[] followers(int member) {
        return followers.copy(member);
    }

    @Override
    public int followeeCount(int member) {
        return followees.size(member);
    }

    @Override
    public int followerCount(int member) {
        return followers.size(member);
    }

    @Override
    public boolean blockedEitherWay(int member, int other) {
        return blocked.contains(member, other) || blocked.contains(other, member);
    }

    @Override
    public int[] blocked(int member) {
        return blocked.copy(member);
    }

    @Override
    public boolean inGroup(int member, int group) {
        return groups.contains(member, group);
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) untie(member);
        groups.removeIf(erased::item);
    }

    private void untie(int member) {
        for (int other : followees.copy(member)) followers.remove(other, member);
        for (int other : followers.copy(member)) followees.remove(other, member);
        for (int other : blocked.copy(member)) blockers.remove(other, member);
        for (int other : blockers.copy(member)) blocked.remove(other, member);
        followees.clear(member);
        followers.clear(member);
        blocked.clear(member);
        blockers.clear(member);
        groups.clear(member);
    }

    /// Who blocked the member is the blockers' secret and is not disclosed.
    @Override
    public void disclose(MemberId id, Disclosure into) {
        int member = id.value();
        for (int other : followees.copy(member)) into.member("follows", other);
        for (int other : followers.copy(member)) into.member("followed-by", other);
        for (int other : blocked.copy(member)) into.member("blocks", other);
        for (int group : groups.copy(member)) into.item("in-group", group, 1, -1);
    }

    @Override
    public void digest(Digest into) {
        followees.digest(into);
        followers.digest(into);
        blocked.digest(into);
        blockers.digest(into);
        groups.digest(into);
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        for (IntSets sets : List.of(followees, followers, blocked, blockers, groups)) sets.save(into);
    }

    @Override
    public void load(ArrayReader from) {
        for (IntSets sets : List.of(followees, followers, blocked, blockers, groups)) sets.load(from);
    }
}
