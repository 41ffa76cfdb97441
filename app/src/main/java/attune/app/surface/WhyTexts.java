package attune.app.surface;

import attune.feed.stage.CoEngagement;
import attune.feed.stage.FollowedSource;
import attune.feed.stage.FreshSource;
import attune.feed.stage.FriendActs;
import attune.feed.stage.ItemFacts;
import attune.feed.stage.PopularSource;
import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;
import attune.store.projection.SharedProjections;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Turns the sources of a served row into sentences, with the names the viewer may read. Names come from
/// the state, not from the trace, so an erased member's name is in neither.
public final class WhyTexts {
    private static final String SOMEONE = "Someone you follow";

    private final SharedProjections views;

    public WhyTexts(SharedProjections views) {
        this.views = views;
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
        String name = views.members.name(member);
        return name.isEmpty() ? SOMEONE : name;
    }
}
