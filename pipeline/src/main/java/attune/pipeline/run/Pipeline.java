package attune.pipeline.run;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Layout;
import attune.pipeline.stage.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// An assembled pipeline: stages in order, checked once so that a run need not be. Immutable and shared by
/// all requests.
///
/// The order is fixed: gates, query hydrators, sources, facts (cheap hydrators that early filters need),
/// early filters, hydrators, filters, scorers, selector, late filters, effects.
///
/// @param surface the surface it serves
/// @param purposes what its data may be used for; a stage, column or attribute with another purpose is
///     refused
public record Pipeline(
        String surface,
        Set<Purpose> purposes,
        List<Stage.Gate> gates,
        List<Stage.QueryHydrator> queryHydrators,
        List<Stage.Source> sources,
        List<Stage.Hydrator> facts,
        List<Stage.Filter> earlyFilters,
        List<Stage.Hydrator> hydrators,
        List<Stage.Filter> filters,
        List<Stage.Scorer> scorers,
        Stage.Selector selector,
        List<Stage.Filter> lateFilters,
        List<Stage.Effect> effects,
        Layout layout) {

    /// At most as many sources as a `long` has bits, less one for items given from outside.
    public static final int MAX_SOURCES = 63;

    public static Builder on(String surface, Set<Purpose> purposes) {
        return new Builder(surface, purposes);
    }

    /// True if any stage uses data that needs consent.
    public boolean profiled() {
        return purposes.stream().anyMatch(Purpose::needsConsent);
    }

    /// All stages in the order they run.
    public List<Stage> stages() {
        List<Stage> all = new ArrayList<>();
        all.addAll(gates);
        all.addAll(queryHydrators);
        all.addAll(sources);
        all.addAll(facts);
        all.addAll(earlyFilters);
        all.addAll(hydrators);
        all.addAll(filters);
        all.addAll(scorers);
        all.add(selector);
        all.addAll(lateFilters);
        all.addAll(effects);
        return all;
    }

    /// Changes when a stage is added, removed, renamed, moved or declares something else.
    public String version() {
        int hash = 17;
        for (Stage stage : stages())
            hash = (hash * 31 + kind(stage).hashCode()) * 31
                    + stage.spec().toString().hashCode();
        return HexFormat.of().toHexDigits(hash);
    }

    /// What kind of stage this is, as traces and diagrams call it.
    public static String kind(Stage stage) {
        return switch (stage) {
            case Stage.Gate gate -> "gate";
            case Stage.QueryHydrator hydrator -> "query-hydrator";
            case Stage.Source source -> "source";
            case Stage.Hydrator hydrator -> "hydrator";
            case Stage.Filter filter -> "filter";
            case Stage.Scorer scorer -> "scorer";
            case Stage.Selector selector -> "selector";
            case Stage.Effect effect -> "effect";
        };
    }

    /// Collects stages in order and checks them when built.
    public static final class Builder {
        private final String surface;
        private final Set<Purpose> purposes;
        private final List<Stage.Gate> gates = new ArrayList<>();
        private final List<Stage.QueryHydrator> queryHydrators = new ArrayList<>();
        private final List<Stage.Source> sources = new ArrayList<>();
        private final List<Stage.Hydrator> facts = new ArrayList<>();
        private final List<Stage.Filter> earlyFilters = new ArrayList<>();
        private final List<Stage.Hydrator> hydrators = new ArrayList<>();
        private final List<Stage.Filter> filters = new ArrayList<>();
        private final List<Stage.Scorer> scorers = new ArrayList<>();
        private final List<Stage.Selector> selectors = new ArrayList<>();
        private final List<Stage.Filter> lateFilters = new ArrayList<>();
        private final List<Stage.Effect> effects = new ArrayList<>();

        private Builder(String surface, Set<Purpose> purposes) {
            this.surface = surface;
            this.purposes = Set.copyOf(EnumSet.copyOf(purposes));
        }

        public Builder gates(Stage.Gate... stages) {
            gates.addAll(List.of(stages));
            return this;
        }

        public Builder queryHydrators(Stage.QueryHydrator... stages) {
            queryHydrators.addAll(List.of(stages));
            return this;
        }

        public Builder sources(Stage.Source... stages) {
            sources.addAll(List.of(stages));
            return this;
        }

        /// Cheap hydrators that run on every proposed row, so that early filters have columns to decide by.
        public Builder facts(Stage.Hydrator... stages) {
            facts.addAll(List.of(stages));
            return this;
        }

        /// Filters that run before the costly hydrators.
        public Builder earlyFilters(Stage.Filter... stages) {
            earlyFilters.addAll(List.of(stages));
            return this;
        }

        public Builder hydrators(Stage.Hydrator... stages) {
            hydrators.addAll(List.of(stages));
            return this;
        }

        public Builder filters(Stage.Filter... stages) {
            filters.addAll(List.of(stages));
            return this;
        }

        public Builder scorers(Stage.Scorer... stages) {
            scorers.addAll(List.of(stages));
            return this;
        }

        public Builder selector(Stage.Selector stage) {
            selectors.add(stage);
            return this;
        }

        /// Filters over what was selected; what they remove is filled up from the rest.
        public Builder lateFilters(Stage.Filter... stages) {
            lateFilters.addAll(List.of(stages));
            return this;
        }

        public Builder effects(Stage.Effect... stages) {
            effects.addAll(List.of(stages));
            return this;
        }

        /// Checks the whole; a fault names the stage and what to do.
        public Pipeline build() {
            if (selectors.size() != 1) {
                throw new AssemblyFault(surface, "needs exactly one selector, not " + selectors.size() + ".");
            }
            if (sources.size() > MAX_SOURCES) {
                throw new AssemblyFault(surface, "has more than " + MAX_SOURCES + " sources.");
            }
            Pipeline unchecked = new Pipeline(
                    surface,
                    purposes,
                    List.copyOf(gates),
                    List.copyOf(queryHydrators),
                    List.copyOf(sources),
                    List.copyOf(facts),
                    List.copyOf(earlyFilters),
                    List.copyOf(hydrators),
                    List.copyOf(filters),
                    List.copyOf(scorers),
                    selectors.getFirst(),
                    List.copyOf(lateFilters),
                    List.copyOf(effects),
                    new Layout(List.of()));
            Layout layout = Assembly.check(unchecked);
            return new Pipeline(
                    surface,
                    purposes,
                    unchecked.gates,
                    unchecked.queryHydrators,
                    unchecked.sources,
                    unchecked.facts,
                    unchecked.earlyFilters,
                    unchecked.hydrators,
                    unchecked.filters,
                    unchecked.scorers,
                    unchecked.selector,
                    unchecked.lateFilters,
                    unchecked.effects,
                    layout);
        }
    }
}
