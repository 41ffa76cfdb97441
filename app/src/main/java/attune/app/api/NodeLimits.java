package attune.app.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;

import attune.app.config.Budget;
import attune.app.operate.BudgetWatch;
import attune.app.operate.NodeFacts;
import attune.http.json.JsonWriter;
import attune.http.metric.Metrics;
import attune.http.metric.Tally;
import attune.http.metric.Timing;
import attune.http.schema.ObjectSchema;
import java.util.Comparator;
import java.util.List;

/// The parts of the node's report about how much it can take: how fast it writes, what it may use, whom it turned away.
final class NodeLimits {
    static final ObjectSchema WRITING = object("NodeWriting", "How fast what is sent becomes durable.")
            .required("waiting", count("Events handed to the log and not acknowledged yet."))
            .required("batches", count("Batches acknowledged since the start."))
            .required(
                    "p50Millis",
                    number("Half were acknowledged within; an estimate within its class of times. Null before any.")
                            .orNull())
            .required("p99Millis", number("99 of 100 were; an estimate too.").orNull());
    private static final ObjectSchema LIMITED = object("NodeLimited", "Requests answered 429 since the start.")
            .required("class", text("The class of their routes."))
            .required("by", text("Whose limit it was: a key's, a member's or an address's."))
            .required("count", count("Requests."));
    static final ObjectSchema REFUSED = object("NodeRefused", "Who was turned away since the start.")
            .required("limited", list("Over a rate limit; those that never happened are left out.", LIMITED))
            .required("full", count("Requests answered 503 because too many were under way."))
            .required("overBudget", count("Events answered 507 because the community was over its budget."));
    static final ObjectSchema BUDGET = object("NodeBudget", "What the community may use, and does.")
            .required("usedBytes", count("What its folder holds."))
            .required("mostBytes", count("What it may hold."))
            .required("freeBytes", count("What its disk has left."))
            .required("leastFreeBytes", count("What must stay free."))
            .required("memoryBytes", count("What its state takes of the heap, as estimated."))
            .required("mostMemoryBytes", count("What it may take."))
            .required("heapShare", number("Of the process's heap, in use after the last collection; 0 to 1."))
            .required("mostHeapShare", number("How much of it may be."))
            .required(
                    "trouble",
                    text("Why new facts are refused; null while they are taken.")
                            .orNull());

    private final NodeFacts facts;

    NodeLimits(NodeFacts facts) {
        this.facts = facts;
    }

    void write(JsonWriter out) {
        writing(out);
        refused(out, facts.metrics());
        budget(out, facts.budget());
    }

    private void writing(JsonWriter out) {
        List<Timing> timings = facts.metrics().timings(CountedLog.ACKNOWLEDGED);
        long batches = timings.stream().mapToLong(Timing::count).sum();
        out.object("writing").field("waiting", facts.waiting().getAsLong()).field("batches", batches);
        if (batches == 0) out.nothing("p50Millis").nothing("p99Millis");
        else
            out.decimal("p50Millis", timings.getFirst().p50Nanos() / 1e6, 2)
                    .decimal("p99Millis", timings.getFirst().p99Nanos() / 1e6, 2);
        out.end();
    }

    private static void refused(JsonWriter out, Metrics metrics) {
        out.object("refused").array("limited");
        metrics.tallies("attune.http.limited").stream()
                .filter(tally -> tally.count() > 0)
                .sorted(Comparator.comparingLong(Tally::count).reversed())
                .forEach(tally -> out.object()
                        .field("class", tally.label("class"))
                        .field("by", tally.label("by"))
                        .field("count", tally.count())
                        .end());
        out.end()
                .field("full", sum(metrics, "attune.http.refused"))
                .field("overBudget", sum(metrics, "attune.events.shed"))
                .end();
    }

    private static long sum(Metrics metrics, String name) {
        return metrics.tallies(name).stream().mapToLong(Tally::count).sum();
    }

    private static void budget(JsonWriter out, BudgetWatch watch) {
        Budget most = watch.budget();
        BudgetWatch.Use use = watch.use();
        out.object("budget")
                .field("usedBytes", use.usedBytes())
                .field("mostBytes", most.diskBytes())
                .field("freeBytes", use.freeBytes())
                .field("leastFreeBytes", most.freeBytes())
                .field("memoryBytes", use.memoryBytes())
                .field("mostMemoryBytes", most.memoryBytes())
                .decimal("heapShare", use.heapShare(), 3)
                .decimal("mostHeapShare", most.heapShare(), 3)
                .field("trouble", use.trouble().orElse(null))
                .end();
    }
}
