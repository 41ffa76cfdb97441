package attune.member.stage;

import attune.model.event.Acts;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.stage.Objection;
import attune.store.projection.Words;
import attune.store.view.HistoriesView;
import attune.store.view.ItemsView;
import attune.store.view.MutesView;
import attune.store.view.Shown;
import attune.store.view.TiesView;
import java.util.List;
import java.util.function.IntPredicate;

/// What a member said no to, obeyed on every surface. Each looks through replies, quotes and reposts: who
/// muted a word does not want it quoted either.
public final class MemberObjections {
    public static final Reason BLOCKED = new Reason("blocked", "You blocked its author, or its author blocked you.");
    public static final Reason MUTED_MEMBER = new Reason("muted-member", "You muted its author, or someone it shows.");
    public static final Reason MUTED_WORD = new Reason("muted-word", "It holds a word or phrase you muted.");
    public static final Reason MUTED_TOPIC = new Reason("muted-topic", "It is about a topic you muted.");
    public static final Reason HIDDEN = new Reason("hidden", "You hid or reported it.");

    private static final long HIDING = Acts.HIDE.id().bit()
            | Acts.NOT_INTERESTED.id().bit()
            | Acts.REPORT.id().bit();

    private final ItemsView items;
    private final TiesView ties;
    private final MutesView mutes;
    private final HistoriesView histories;

    public MemberObjections(ItemsView items, TiesView ties, MutesView mutes, HistoriesView histories) {
        this.items = items;
        this.ties = ties;
        this.mutes = mutes;
        this.histories = histories;
    }

    /// All of them, in the order a reader would give the reason.
    public List<Objection> all() {
        return List.of(blocked(), mutedMember(), hidden(), mutedTopic(), mutedWord());
    }

    private Objection blocked() {
        return Objection.perItem(
                "blocked",
                "Posts across a block, in either direction, quoted or repeated ones too.",
                Purpose.SERVICE,
                List.of(BLOCKED),
                (query, item) -> {
                    int viewer = query.viewer().value();
                    return shownThrough(item, shown -> ties.blockedEitherWay(viewer, items.author(shown))) ? 0 : -1;
                });
    }

    private Objection mutedMember() {
        return Objection.perItem(
                "muted-member",
                "Posts by muted members, or showing theirs.",
                Purpose.SERVICE,
                List.of(MUTED_MEMBER),
                (query, item) -> {
                    int viewer = query.viewer().value();
                    if (!mutes.any(viewer)) return -1;
                    return shownThrough(item, shown -> mutes.mutedMember(viewer, items.author(shown))) ? 0 : -1;
                });
    }

    private Objection hidden() {
        return Objection.perItem(
                "hidden",
                "Posts the viewer hid or reported, reposts of them too.",
                Purpose.SERVICE,
                List.of(HIDDEN),
                (query, item) -> {
                    int viewer = query.viewer().value();
                    return shownThrough(item, shown -> (histories.ownActs(viewer, shown) & HIDING) != 0) ? 0 : -1;
                });
    }

    private Objection mutedTopic() {
        return Objection.perItem(
                "muted-topic", "Posts on muted topics.", Purpose.SERVICE, List.of(MUTED_TOPIC), (query, item) -> {
                    int viewer = query.viewer().value();
                    if (!mutes.any(viewer)) return -1;
                    return shownThrough(item, shown -> aboutMuted(viewer, shown)) ? 0 : -1;
                });
    }

    private boolean aboutMuted(int viewer, int item) {
        for (int k = 0; k < items.topicCount(item); k++) {
            if (mutes.mutedTopic(viewer, items.topic(item, k))) return true;
        }
        return false;
    }

    private Objection mutedWord() {
        return new Objection(
                "muted-word",
                "Posts holding muted words, in what they answer, quote or repeat too.",
                Purpose.SERVICE,
                List.of(MUTED_WORD),
                (query, rows, objection) -> {
                    List<String> words = mutes.words(query.viewer().value());
                    if (words.isEmpty()) return;
                    for (int row = 0; row < rows.size(); row++) {
                        boolean holds = shownThrough(rows.item(row), shown -> holdsAny(shown, words));
                        objection[row] = holds ? 0 : -1;
                    }
                });
    }

    private boolean holdsAny(int item, List<String> words) {
        String text = items.text(item);
        for (String word : words) {
            if (Words.contains(text, word)) return true;
        }
        return false;
    }

    /// Whether the test holds for the item or for anything a reader sees with it, what it answers included.
    private boolean shownThrough(int item, IntPredicate test) {
        return Shown.anyWithAnswered(items, item, shown -> items.exists(shown) && test.test(shown));
    }
}
