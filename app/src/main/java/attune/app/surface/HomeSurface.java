package attune.app.surface;

import attune.algorithms.rank.SlateRules;
import attune.feed.rank.ActScorer;
import attune.feed.rank.ByScore;
import attune.feed.rank.Composer;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.RecentPopularScorer;
import attune.feed.rank.Values;
import attune.feed.stage.Duplicates;
import attune.feed.stage.FollowedSource;
import attune.feed.stage.FreshSource;
import attune.feed.stage.Heat;
import attune.feed.stage.ItemFacts;
import attune.feed.stage.PopularSource;
import attune.feed.stage.Viewer;
import attune.learning.train.ActModel;
import attune.model.item.ItemKind;
import attune.model.policy.Purpose;
import attune.pipeline.run.Pipeline;
import attune.pipeline.stage.Objection;
import attune.pipeline.stage.Stage;
import attune.privacy.stage.PurposeGate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The home feed, twice: ranked by what members are likely to do, for those who allow it; followed, recent
/// and popular, for those who do not. Both are whole pipelines with the same objections.
final class HomeSurface {
    private static final Set<ItemKind> KINDS = EnumSet.of(ItemKind.POST, ItemKind.ARTICLE, ItemKind.TRACK);
    private static final Set<Purpose> PLAIN = EnumSet.of(Purpose.SERVICE, Purpose.SAFETY, Purpose.AGGREGATE);
    private static final Set<Purpose> PROFILED =
            EnumSet.of(Purpose.SERVICE, Purpose.SAFETY, Purpose.AGGREGATE, Purpose.PERSONALIZATION);

    private HomeSurface() {}

    /// How far the sources reach. Production proposes some hundreds; an evaluation by full ranking
    /// proposes all it can.
    record Reach(int followed, int friends, int coEngaged, int popular, int fresh, Duration maxAge, boolean explores) {
        static final Reach USUAL = new Reach(500, 200, 300, 150, 60, Duration.ofDays(7), true);
        static final Reach FULL = new Reach(5_000, 5_000, 5_000, 8_000, 0, Duration.ofDays(36_500), false);
    }

    static Pipeline profiled(PostStages stages, Values values, Supplier<ActModel> model, Reach reach) {
        List<Objection> objections = stages.objections(KINDS);
        Pipeline.Builder home = Pipeline.on("home", PROFILED)
                .gates(new PurposeGate(PROFILED))
                .queryHydrators(
                        Viewer.hydrator(stages.views.members, stages.views.ties),
                        stages.taste.queryHydrator(),
                        stages.friendActs.queryHydrator(),
                        stages.coEngagement.queryHydrator())
                .sources(
                        new FollowedSource(stages.views.items, reach.followed(), reach.maxAge()),
                        stages.friendActs.source(reach.friends()),
                        stages.coEngagement.source(reach.coEngaged()),
                        new PopularSource(stages.views.items, stages.views.counts, reach.popular(), 4_096),
                        fresh(stages, reach))
                .facts(ItemFacts.hydrator(stages.views.items))
                .facts(PostStages.hydrators(objections))
                .earlyFilters(PostStages.filters(objections))
                .earlyFilters(new Duplicates())
                .hydrators(
                        Heat.hydrator(stages.views.counts),
                        stages.taste.hydrator(),
                        stages.friendActs.hydrator(),
                        stages.coEngagement.hydrator())
                .scorers(new ActScorer(HomeFeatures.PRIOR, values, model));
        return home.selector(reach.explores() ? composer(4) : new ByScore()).build();
    }

    static Pipeline plain(PostStages stages, Reach reach) {
        List<Objection> objections = stages.objections(KINDS);
        Pipeline.Builder home = Pipeline.on("home", PLAIN)
                .gates(new PurposeGate(PLAIN))
                .queryHydrators(Viewer.hydrator(stages.views.members, stages.views.ties))
                .sources(
                        new FollowedSource(stages.views.items, reach.followed(), reach.maxAge()),
                        new PopularSource(stages.views.items, stages.views.counts, reach.popular(), 4_096),
                        fresh(stages, reach))
                .facts(ItemFacts.hydrator(stages.views.items))
                .facts(PostStages.hydrators(objections))
                .earlyFilters(PostStages.filters(objections))
                .earlyFilters(new Duplicates())
                .hydrators(Heat.hydrator(stages.views.counts))
                .scorers(new RecentPopularScorer());
        return home.selector(reach.explores() ? composer(2) : new ByScore()).build();
    }

    private static FreshSource fresh(PostStages stages, Reach reach) {
        return new FreshSource(stages.views.items, stages.views.counts, reach.fresh(), 512, 10, reach.maxAge());
    }

    private static Stage.Selector composer(int freshSource) {
        return new Composer(SlateRules.USUAL, new Composer.Exploring(freshSource, 10, 20));
    }
}
