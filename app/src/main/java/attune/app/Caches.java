package attune.app;

import attune.app.operate.PlacementRecord;
import attune.app.operate.RecentRuns;
import attune.app.surface.Surfaces;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.pipeline.trace.Trace;
import attune.store.embedded.Scanner;
import attune.store.embedded.Scanner.Needles;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a serving community keeps of members in memory beside its state, as the scanner looks at it: slates whose later
/// pages may be asked for, the latest runs that consoles were shown, quarantines the ledger does not know yet. A new
/// cache of members' data gets its line here, and is emptied by an erasure.
final class Caches {
    private Caches() {}

    /// From now on a scan looks here, too.
    static void register(Scanner scanner, Surfaces surfaces, RecentRuns runs, PlacementRecord placements) {
        scanner.also(place("slates", needles -> surfaces.anySlate(trace -> names(trace, needles))));
        scanner.also(place("latest runs", needles -> runs.any(trace -> names(trace, needles))));
        scanner.also(place("quarantines not yet recorded", needles -> placements.waitsFor(needles.members())));
    }

    private static Scanner.Place place(String name, Predicate<Needles> holds) {
        return new Scanner.Place() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean holds(Needles needles) {
                return holds.test(needles);
            }
        };
    }

    private static boolean names(Trace trace, Needles needles) {
        IntStream items = Stream.concat(
                        trace.rows().stream().map(Trace.Row::item),
                        trace.removed().stream().map(Trace.Removed::item))
                .mapToInt(Integer::intValue);
        return needles.members().contains(new MemberId(trace.viewer()))
                || items.anyMatch(item -> needles.items().contains(new ItemId(item)));
    }
}
