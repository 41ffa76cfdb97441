package attune.app.surface;

import attune.algorithms.graph.WalkRules;
import attune.app.operate.Surroundings;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.learning.train.ActModel;
import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.pipeline.run.Outcome;
import attune.pipeline.run.Pipeline;
import attune.pipeline.run.Runner;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.trace.Trace;
import attune.privacy.consent.GrantIssuer;
import attune.store.projection.SharedProjections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The ranked home pipeline over any folded state, for training and evaluation: the stages that serve,
/// without serving. Call it under the state's read lock, or where nobody else folds.
public final class RankingLine {
    private final GrantIssuer grants;
    private final Runner runner;
    private final Pipeline pipeline;
    private final Supplier<ActModel> model;
    private final Values values;

    private RankingLine(GrantIssuer grants, Runner runner, Pipeline pipeline, Supplier<ActModel> model, Values values) {
        this.grants = grants;
        this.runner = runner;
        this.pipeline = pipeline;
        this.model = model;
        this.values = values;
    }

    /// Sources reach as far as they can and nothing explores, so that a ranking covers all there is.
    public static RankingLine over(
            SharedProjections views, Seal seal, Values values, Supplier<ActModel> model, Surroundings surroundings) {
        return over(views, seal, values, model, WalkRules.USUAL, surroundings);
    }

    /// The same with a walk of its own, for data whose exponents are chosen on a validation part.
    public static RankingLine over(
            SharedProjections views,
            Seal seal,
            Values values,
            Supplier<ActModel> model,
            WalkRules walk,
            Surroundings surroundings) {
        PostStages stages = new PostStages(views, walk);
        ExecutorService outside = Executors.newVirtualThreadPerTaskExecutor();
        Runner runner = new Runner(outside, surroundings.tickerNanos(), surroundings.random(), 0);
        Pipeline pipeline = HomeSurface.profiled(stages, values, model, HomeSurface.Reach.FULL);
        return new RankingLine(new GrantIssuer(seal, views.members, views.consents), runner, pipeline, model, values);
    }

    /// Features of the items as a request at that time would see them, row-major; empty without a grant to
    /// profile.
    public float[] features(int member, int[] items, long atMillis) {
        MemberId viewer = new MemberId(member);
        Grant grant = grants.grant(viewer);
        if (!grant.allows(Purpose.PERSONALIZATION)) return new float[0];
        Query query = new Query(viewer, grant, atMillis, Math.max(1, items.length), 0, items, -1);
        Candidates rows = runner.hydrate(pipeline, query);
        float[] matrix = new float[rows.size() * HomeFeatures.SET.size()];
        HomeFeatures.SET.matrix(rows, matrix);
        return rows.size() == items.length ? matrix : spread(matrix, rows, items);
    }

    /// An item listed twice is one row; each of its places gets that row's features.
    private static float[] spread(float[] matrix, Candidates rows, int[] items) {
        int width = HomeFeatures.SET.size();
        float[] spread = new float[items.length * width];
        for (int i = 0; i < items.length; i++) {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.item(row) == items[i]) System.arraycopy(matrix, row * width, spread, i * width, width);
            }
        }
        return spread;
    }

    /// The best `limit` items for the member, best first.
    public int[] rank(int member, int limit, long atMillis) {
        return rank(member, new int[0], limit, atMillis);
    }

    /// The same with `given` items beside those the sources propose: full ranking gives all there are.
    public int[] rank(int member, int[] given, int limit, long atMillis) {
        MemberId viewer = new MemberId(member);
        Query query = new Query(viewer, grants.grant(viewer), atMillis, limit, 0, given, -1);
        Runner.Versions versions =
                new Runner.Versions(values.version(), model.get().version());
        return switch (runner.run(pipeline, versions, query, 0)) {
            case Outcome.Refused refused -> new int[0];
            case Outcome.Ranked(Trace trace) ->
                trace.rows().stream().mapToInt(Trace.Row::item).toArray();
        };
    }
}
