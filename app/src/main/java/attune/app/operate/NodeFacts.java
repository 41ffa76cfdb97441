package attune.app.operate;

import attune.http.metric.Metrics;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Where a community's figures for its operators are read: each from the part that knows it.
///
/// @param community its name
/// @param version Attune's
/// @param trouble why the log cannot be written; empty while it can
/// @param rate what came in by the API lately
/// @param waiting events handed to the log and not acknowledged yet
/// @param demo whether its members are simulated, so that nothing in it is worth a backup
public record NodeFacts(
        String community,
        String version,
        SharedProjections views,
        State state,
        EventLog log,
        Supplier<Optional<String>> trouble,
        EventRate rate,
        LongSupplier waiting,
        Metrics metrics,
        RecentRuns runs,
        Disk disk,
        BudgetWatch budget,
        Duties duties,
        Models models,
        boolean demo) {}
