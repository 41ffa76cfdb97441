package attune.feed.stage;

import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;
import attune.store.view.MembersView;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Turns the sources of a served row into sentences, with the names the viewer may read. Names come from
/// the state, not from the trace, so an erased member's name is in neither.
public final class SourceTexts {
    private static final String SOMEONE = "Someone you follow";

    private final MembersView members;

    public SourceTexts(MembersView members) {
        this.members = members;
    }

    /// One reason per source, strongest evidence first.
    public List<Reason> sources(Trace trace, Trace.Row row) {
        List<Reason> reasons = new ArrayList<>();
        for (String source : row.sources()) {
            reasons.add(
                    switch (source) {
                        case "followed" -> named(FollowedSource.WHY, member(trace, row, ItemFacts.AUTHOR.name()));
                        case "friends-engaged" -> named(FriendActs.WHY, member(trace, row, FriendActs.FRIEND.name()));
                        case "co-engaged" -> CoEngagement.WHY;
                        case "popular" -> PopularSource.WHY;
                        case "fresh" -> FreshSource.WHY;
                        default -> throw new NoSuchElementException("No sentence for source \"" + source + "\".");
                    });
        }
        return reasons;
    }

    private Reason named(Reason reason, String name) {
        return new Reason(reason.code(), reason.text(name));
    }

    private String member(Trace trace, Trace.Row row, String column) {
        int member = (int) trace.value(row, column);
        if (member < 0) return SOMEONE;
        String name = members.name(member);
        return name.isEmpty() ? SOMEONE : name;
    }
}
