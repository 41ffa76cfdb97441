package attune.app.surface;

import attune.algorithms.graph.WalkRules;
import attune.feed.stage.CoEngagement;
import attune.feed.stage.FriendActs;
import attune.feed.stage.Objections;
import attune.feed.stage.Taste;
import attune.member.stage.MemberObjections;
import attune.model.item.ItemKind;
import attune.pipeline.stage.Objection;
import attune.pipeline.stage.Stage;
import attune.store.projection.SharedProjections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The stages that every surface for posts shares, made once from the shared views.
final class PostStages {
    private static final int WALK_REACH = 2_000;

    final SharedProjections views;
    final CoEngagement coEngagement;
    final FriendActs friendActs;
    final Taste taste;
    private final Objections objections;
    private final MemberObjections memberObjections;

    PostStages(SharedProjections views) {
        this(views, WalkRules.USUAL);
    }

    PostStages(SharedProjections views, WalkRules walk) {
        this.views = views;
        this.coEngagement = new CoEngagement(views.histories, walk, WALK_REACH);
        this.friendActs = new FriendActs(
                views.histories, views.acts::act, Duration.ofHours(12).toMillis());
        this.taste = new Taste(
                views.histories,
                views.items,
                views.acts::act,
                Duration.ofDays(14).toMillis());
        this.objections = new Objections(views.members, views.ties, views.items, views.labels);
        this.memberObjections = new MemberObjections(views.items, views.ties, views.mutes, views.histories);
    }

    /// In the order in which a reader would give the reason; whatever comes first is told.
    List<Objection> objections(Set<ItemKind> kinds) {
        List<Objection> all = new ArrayList<>(
                List.of(objections.removed(), objections.kinds(kinds), objections.audience(), objections.own()));
        all.addAll(memberObjections.all());
        all.addAll(List.of(
                objections.age(),
                objections.verdict(),
                objections.optedOut(),
                objections.language(),
                objections.seen(views.encounters)));
        return all;
    }

    /// Objections for a surface of followed authors alone: everything but what only concerns strangers,
    /// and seen posts stay.
    List<Objection> followedObjections(Set<ItemKind> kinds) {
        List<Objection> all =
                new ArrayList<>(List.of(objections.removed(), objections.kinds(kinds), objections.audience()));
        all.addAll(memberObjections.all());
        all.addAll(List.of(objections.age(), objections.verdict(), objections.optedOut()));
        return all;
    }

    static Stage.Hydrator[] hydrators(List<Objection> objections) {
        return objections.stream().map(Objection::hydrator).toArray(Stage.Hydrator[]::new);
    }

    static Stage.Filter[] filters(List<Objection> objections) {
        return objections.stream().map(Objection::filter).toArray(Stage.Filter[]::new);
    }
}
