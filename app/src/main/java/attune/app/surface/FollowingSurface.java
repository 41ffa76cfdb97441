package attune.app.surface;

import attune.feed.rank.ByScore;
import attune.feed.rank.NewestScorer;
import attune.feed.stage.FollowedSource;
import attune.feed.stage.ItemFacts;
import attune.feed.stage.Viewer;
import attune.model.item.ItemKind;
import attune.model.policy.Purpose;
import attune.pipeline.run.Pipeline;
import attune.pipeline.stage.Objection;
import attune.privacy.stage.PurposeGate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Posts of the members I follow, newest first, nothing else: never profiled, never ranked.
final class FollowingSurface {
    private static final Set<ItemKind> KINDS = EnumSet.of(ItemKind.POST, ItemKind.ARTICLE, ItemKind.TRACK);
    private static final Set<Purpose> PURPOSES = EnumSet.of(Purpose.SERVICE, Purpose.SAFETY, Purpose.AGGREGATE);

    private FollowingSurface() {}

    static Pipeline pipeline(PostStages stages) {
        List<Objection> objections = stages.followedObjections(KINDS);
        return Pipeline.on("following", PURPOSES)
                .gates(new PurposeGate(PURPOSES))
                .queryHydrators(Viewer.hydrator(stages.views.members, stages.views.ties))
                .sources(new FollowedSource(stages.views.items, 1_000, Duration.ofDays(30)))
                .facts(ItemFacts.hydrator(stages.views.items))
                .facts(PostStages.hydrators(objections))
                .earlyFilters(PostStages.filters(objections))
                .scorers(new NewestScorer())
                .selector(new ByScore())
                .build();
    }
}
