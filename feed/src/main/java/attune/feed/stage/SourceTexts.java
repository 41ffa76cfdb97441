package attune.feed.stage;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.trace.Trace;
import attune.store.view.ConsentsView;
import attune.store.view.MembersView;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Turns the sources of a served row into sentences, with the names the viewer may read. Names come from
/// the state, not from the trace, so an erased member's name is in neither.
public final class SourceTexts {
    private static final String SOMEONE = "Someone you follow";
    private static final String AUTHOR = "its author";

    private final MembersView members;
    private final ConsentsView consents;

    public SourceTexts(MembersView members, ConsentsView consents) {
        this.members = members;
        this.consents = consents;
    }

    /// One reason per source, strongest evidence first.
    public List<Reason> sources(Trace trace, Trace.Row row) {
        List<Reason> reasons = new ArrayList<>();
        for (String source : row.sources()) {
            reasons.add(
                    switch (source) {
                        case "followed" -> named(FollowedSource.WHY, author(trace, row));
                        case "friends-engaged" -> named(FriendActs.WHY, friend(trace, row));
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

    private String author(Trace trace, Trace.Row row) {
        return name((int) trace.value(row, ItemFacts.AUTHOR.name()), AUTHOR);
    }

    /// A friend who withdrew consent since is no longer told of.
    private String friend(Trace trace, Trace.Row row) {
        int friend = (int) trace.value(row, FriendActs.FRIEND.name());
        boolean told = friend >= 0 && consents.given(friend, Purpose.PERSONALIZATION);
        return told ? name(friend, SOMEONE) : SOMEONE;
    }

    private String name(int member, String otherwise) {
        String name = member < 0 ? "" : members.name(member);
        return name.isEmpty() ? otherwise : name;
    }
}
