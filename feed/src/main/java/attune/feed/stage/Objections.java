package attune.feed.stage;

import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.policy.Label;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.stage.Objection;
import attune.store.view.ItemsView;
import attune.store.view.LabelsView;
import attune.store.view.MembersView;
import attune.store.view.SeenView;
import attune.store.view.Shown;
import attune.store.view.TiesView;
import java.util.List;
import java.util.Set;

/// What may keep a post from a viewer, on every surface that shows posts. Each looks at the post and at
/// what it answers, quotes or repeats, where that matters; in doubt it objects.
public final class Objections {
    public static final Reason REMOVED = new Reason("removed", "It was removed, or its author left.");
    public static final Reason KIND = new Reason("kind", "This surface does not show items of this kind.");
    public static final Reason OUTSIDE_AUDIENCE = new Reason("audience", "Its author did not mean it for you.");
    public static final Reason OPTED_OUT =
            new Reason("author-opted-out", "Its author asked not to be recommended to people who do not follow them.");
    public static final Reason OWN = new Reason("own", "You wrote it.");
    public static final Reason SEEN = new Reason("seen", "It was on your screen before.");
    public static final Reason LANGUAGE = new Reason("language", "It is in a language you do not read.");
    public static final Reason AGE = new Reason("age", "It is not for people of your age, or your age is not known.");
    public static final Reason LABELLED = new Reason("label", "A moderation label keeps it out of feeds.");
    public static final Reason LIMITED =
            new Reason("label-limit", "A moderation label keeps it from people who do not follow its author.");

    /// Labels that keep a post from everyone, from non-followers, and from minors.
    private static final Set<String> DROP = Set.of("!hide", "!takedown", "spam", "illegal");
    private static final Set<String> LIMIT = Set.of("!no-promote", "borderline", "bot");
    private static final Set<String> ADULT = Set.of("sensitive", "nudity", "violence", "gambling", "alcohol");

    private final MembersView members;
    private final TiesView ties;
    private final ItemsView items;
    private final LabelsView labels;

    public Objections(MembersView members, TiesView ties, ItemsView items, LabelsView labels) {
        this.members = members;
        this.ties = ties;
        this.items = items;
        this.labels = labels;
    }

    /// Kinds this surface does not show, such as groups.
    public Objection kinds(Set<ItemKind> shown) {
        return Objection.perItem(
                "kind",
                "Items of kinds this surface does not show.",
                Purpose.SERVICE,
                List.of(KIND),
                (query, item) -> items.exists(item) && shown.contains(items.kind(item)) ? -1 : 0);
    }

    /// Removed, of an account that is gone, or repeating something that is.
    public Objection removed() {
        return Objection.perItem(
                "removed",
                "Posts that are gone, or whose author is.",
                Purpose.SERVICE,
                List.of(REMOVED),
                (query, item) -> Shown.all(items, item, this::standing) ? -1 : 0);
    }

    private boolean standing(int item) {
        return items.exists(item) && !items.removed(item) && members.active(items.author(item));
    }

    /// Not meant for the viewer, or showing something that is not: a quote or a repost never widens an
    /// audience.
    public Objection audience() {
        return Objection.perItem(
                "audience",
                "Posts not meant for the viewer, quoted and repeated ones included.",
                Purpose.SERVICE,
                List.of(OUTSIDE_AUDIENCE),
                (query, item) -> maySee(query.viewer().value(), item) ? -1 : 0);
    }

    /// Whether the item, and everything it shows of others, is meant for this member. Unknown is no.
    public boolean maySee(int viewer, int item) {
        return Shown.all(items, item, shown -> inAudience(viewer, shown));
    }

    /// Whether the item, and everything it shows of others, is for everybody, members or not. Unknown is no.
    public boolean openToAll(int item) {
        return Shown.all(items, item, this::open);
    }

    private boolean open(int item) {
        return items.exists(item)
                && items.audience(item) instanceof Audience.Public
                && !members.locked(items.author(item));
    }

    private boolean inAudience(int viewer, int item) {
        if (!items.exists(item)) return false;
        int author = items.author(item);
        if (author == viewer) return true;
        return switch (items.audience(item)) {
            case Audience.Public everyone -> !members.locked(author) || ties.follows(viewer, author);
            case Audience.Followers followers -> ties.follows(viewer, author);
            case Audience.Group group -> ties.inGroup(viewer, group.group().value());
            case Audience.Mentioned mentioned -> items.mentions(item, viewer);
            case Audience.OnlyMe onlyMe -> false;
        };
    }

    /// An author who is locked or opted out of recommendation is shown to followers alone.
    public Objection optedOut() {
        return Objection.perItem(
                "author-opted-out",
                "Posts of authors who do not want to be recommended.",
                Purpose.SERVICE,
                List.of(OPTED_OUT),
                (query, item) -> recommendable(Viewer.of(query), item) ? -1 : 0);
    }

    private boolean recommendable(Viewer viewer, int item) {
        return Shown.all(items, item, shown -> {
            if (!items.exists(shown)) return false;
            int author = items.author(shown);
            return !stranger(viewer, author) || members.recommendable(author);
        });
    }

    public Objection own() {
        return Objection.perItem(
                "own",
                "The viewer's own posts.",
                Purpose.SERVICE,
                List.of(OWN),
                (query, item) -> items.exists(item)
                                && items.author(item) == query.viewer().value()
                        ? 0
                        : -1);
    }

    /// Impressed, not merely served.
    public Objection seen(SeenView seen) {
        return Objection.perItem(
                "seen", "Posts that were on the viewer's screen.", Purpose.SERVICE, List.of(SEEN), (query, item) -> {
                    if (!items.exists(item)) return -1;
                    int viewer = query.viewer().value();
                    int repeated = items.repostOf(item);
                    return seen.seen(viewer, item) || (repeated >= 0 && seen.seen(viewer, repeated)) ? 0 : -1;
                });
    }

    /// Languages the viewer does not read, unless the viewer follows the author.
    public Objection language() {
        return Objection.perItem(
                "language",
                "Posts of strangers in languages the viewer does not read.",
                Purpose.SERVICE,
                List.of(LANGUAGE),
                (query, item) -> {
                    if (!items.exists(item)) return -1;
                    Viewer viewer = Viewer.of(query);
                    return viewer.reads(items.language(item)) || viewer.follows(items.author(item)) ? -1 : 0;
                });
    }

    /// Labels that are not for minors, on the post or on what it shows; unknown age is a minor.
    public Objection age() {
        return Objection.perItem(
                "age",
                "Posts labelled as not for minors, for minors and unknown ages.",
                Purpose.SAFETY,
                List.of(AGE),
                (query, item) -> {
                    if (!Viewer.of(query).minor()) return -1;
                    return bearsAny(item, ADULT, query.nowMillis()) ? 0 : -1;
                });
    }

    /// The verdict of moderation labels on the post, its author and what it shows.
    public Objection verdict() {
        return Objection.perItem(
                "verdict",
                "Posts that moderation labels keep out.",
                Purpose.SAFETY,
                List.of(LABELLED, LIMITED),
                (query, item) -> {
                    if (bearsAny(item, DROP, query.nowMillis())) return 0;
                    return stranger(Viewer.of(query), items.author(item)) && bearsAny(item, LIMIT, query.nowMillis())
                            ? 1
                            : -1;
                });
    }

    private static boolean stranger(Viewer viewer, int author) {
        return author != viewer.member() && !viewer.follows(author);
    }

    private boolean bearsAny(int item, Set<String> values, long nowMillis) {
        return Shown.any(items, item, shown -> labelled(shown, values, nowMillis));
    }

    private boolean labelled(int item, Set<String> values, long nowMillis) {
        if (!items.exists(item)) return true;
        int author = items.author(item);
        return (labels.itemLabelled(item) && bears(labels.ofItem(item, nowMillis), values))
                || (labels.memberLabelled(author) && bears(labels.ofMember(author, nowMillis), values));
    }

    private static boolean bears(List<Label> standing, Set<String> values) {
        return standing.stream().anyMatch(label -> values.contains(label.value()));
    }
}
