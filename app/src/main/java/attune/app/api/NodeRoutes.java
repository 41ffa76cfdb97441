package attune.app.api;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.number;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.app.operate.Disk;
import attune.app.operate.NodeFacts;
import attune.app.operate.StageHealth;
import attune.app.operate.Training;
import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.metric.Timing;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.learning.train.ActModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How the node does, for its operators: what comes in and how fast it is answered, whether the stages of the pipelines
/// do their part, what the disk holds, how good the models are, and what wants attention first. No figure names a
/// member.
///
/// What a part does not know is null and never 0: a console must be able to say "not available".
public final class NodeRoutes {
    /// Series of answers told, the most frequent first.
    private static final int MOST_ROUTES = 40;

    private static final ObjectSchema EVENTS = object("NodeEvents", "What comes in by the API.")
            .required("perSecond1m", number("Accepted events a second, over the last minute."))
            .required("perSecond15m", number("The same over the last quarter of an hour."))
            .required(
                    "byMinute",
                    list("Accepted events in each of the last 15 minutes, oldest first.", count("Events."), 15, 15));
    private static final ObjectSchema ROUTE = object("NodeRoute", "How fast one route answered since the start.")
            .required("method", text("The method."))
            .required("route", text("The path's template, or a word for requests that found none."))
            .required("status", text("The status answered."))
            .required("count", count("Answers."))
            .required("p50Millis", number("Half were quicker; an estimate within its class of times."))
            .required("p99Millis", number("99 of 100 were quicker; an estimate too."));
    private static final ObjectSchema LOG = object("NodeLog", "The log, and how far the state has followed it.")
            .required("head", count("The last durable event."))
            .required("folded", count("The last event the state knows."))
            .required("behind", count("Events the state has not folded yet; 0 while nothing is being written."))
            .required(
                    "trouble",
                    text("Why it cannot be written; null while it can.").orNull());
    private static final ObjectSchema STAGE = object("NodeStage", "How a stage that may fail did in the latest runs.")
            .required("surface", text("Where it runs."))
            .required("kind", choice("What it is.", "source", "hydrator", "query-hydrator"))
            .required("name", text("Its name in the pipeline."))
            .required("runs", count("How often it was asked."))
            .required("failed", count("Times it failed."))
            .required("late", count("Times it missed its deadline."))
            .required(
                    "silent",
                    count("Times a source proposed nothing; null for others.").orNull())
            .required("p50Micros", count("Its median time."))
            .required("p99Micros", count("The slowest of a hundred."));
    private static final ObjectSchema FILE = object("NodeFile", "A file, or a folder with all in it.")
            .required("name", text("Its name."))
            .required("bytes", count("Its size."));
    private static final ObjectSchema STORAGE = object("NodeStorage", "What the community takes on its disk.")
            .required("parts", list("Largest first.", FILE))
            .required("bytes", count("All together."))
            .required("freeBytes", count("What is left on the disk."))
            .required("diskBytes", count("The whole disk."))
            .required(
                    "snapshotAt",
                    time("When the newest snapshot was written; null if there is none.")
                            .orNull());
    private static final ObjectSchema MEMORY = object(
                    "NodeMemory", "The heap of the process, all communities together.")
            .required("usedBytes", count("In use, garbage included."))
            .required("limitBytes", count("The most it may take."));
    private static final ObjectSchema TRAINING = object(
                    "NodeTraining", "What the last training since the start came to.")
            .required("at", time("When."))
            .required("served", truth("Whether the new model serves since."))
            .required("examples", count("Impressions it could learn from."))
            .required(
                    "lossBefore",
                    number("Log loss of the model that served, on the part held back; null if there was too little.")
                            .orNull())
            .required("lossAfter", number("Log loss of the new one.").orNull())
            .required("words", text("The outcome in a sentence."));
    private static final ObjectSchema MODEL = object("NodeModel", "A model that serves.")
            .required("name", text("What it predicts."))
            .required("version", text("Which one; prior before any training."))
            .required("trainedAt", time("When; null before any training.").orNull())
            .required("examples", count("Impressions it learned from."))
            .required("training", TRAINING.orNull());
    private static final ObjectSchema ATTENTION = object("NodeAttention", "Something an operator should look at.")
            .required("weight", choice("How soon: `now` harms members or data, `soon` will.", "now", "soon"))
            .required("what", text("What is wrong, with figures."))
            .required("todo", text("What to do about it."));
    private static final ObjectSchema NODE = object(
                    "NodeReport", "How the node does, for its operators. Null is: not available.")
            .required("community", text("Its name."))
            .required("version", text("Of Attune."))
            .required("java", text("Of the Java it runs on."))
            .required("attention", list("The most urgent first; empty when all is well.", ATTENTION))
            .required("events", EVENTS)
            .required("routes", list("The most used first.", ROUTE))
            .required("log", LOG)
            .required("writing", NodeLimits.WRITING)
            .required("refused", NodeLimits.REFUSED)
            .required("budget", NodeLimits.BUDGET)
            .required("erasures", NodeDuties.ERASURES)
            .required("ledger", NodeDuties.LEDGER)
            .required("backup", NodeDuties.BACKUP.orNull())
            .required("runs", count("Latest runs that the stages were read from."))
            .required("stages", list("By surface, sources first.", STAGE))
            .required("storage", STORAGE)
            .required("memory", MEMORY)
            .required("models", list("Those that serve.", MODEL))
            .required("quarantined", integer("Members whose acts are held.", 0, Long.MAX_VALUE))
            .required("demo", truth("Whether its members are simulated."));

    private final NodeFacts facts;

    public NodeRoutes(NodeFacts facts) {
        this.facts = facts;
    }

    public Routes routes() {
        return Routes.of(Route.get("/v1/node", "readNode")
                .summary("How the node does: load, stages, storage, models, and what wants attention first.")
                .tag("Operation")
                .access(Access.OPERATOR)
                .answers(NODE)
                .by(_ -> report()));
    }

    private Response report() {
        List<StageHealth> stages = StageHealth.of(facts.runs().latest());
        return Response.json(out -> {
            out.object()
                    .field("community", facts.community())
                    .field("version", facts.version())
                    .field("java", Runtime.version().toString());
            attention(out, stages);
            events(out);
            routes(out);
            log(out);
            new NodeLimits(facts).write(out);
            new NodeDuties(facts.duties()).write(out);
            out.field("runs", facts.runs().latest().size());
            stages(out, stages);
            storage(out);
            memory(out);
            models(out);
            out.field(
                    "quarantined",
                    facts.state().read(() -> facts.views().quarantines.standing().length));
            out.field("demo", facts.demo());
            out.end();
        });
    }

    private void attention(JsonWriter out, List<StageHealth> stages) {
        out.array("attention");
        new Attention(facts, stages)
                .all()
                .forEach(each -> out.object()
                        .field("weight", each.weight())
                        .field("what", each.what())
                        .field("todo", each.todo())
                        .end());
        out.end();
    }

    private void events(JsonWriter out) {
        out.object("events")
                .decimal("perSecond1m", facts.rate().perSecond(1), 2)
                .decimal("perSecond15m", facts.rate().perSecond(15), 2)
                .array("byMinute");
        for (long events : facts.rate().byMinute()) out.value(events);
        out.end().end();
    }

    private void routes(JsonWriter out) {
        out.array("routes");
        facts.metrics().timings("attune.http.requests").stream()
                .sorted(Comparator.comparingLong(Timing::count).reversed())
                .limit(MOST_ROUTES)
                .forEach(timing -> out.object()
                        .field("method", label(timing, "method"))
                        .field("route", label(timing, "route"))
                        .field("status", label(timing, "status"))
                        .field("count", timing.count())
                        .decimal("p50Millis", timing.p50Nanos() / 1e6, 2)
                        .decimal("p99Millis", timing.p99Nanos() / 1e6, 2)
                        .end());
        out.end();
    }

    private static String label(Timing timing, String name) {
        return timing.labels().getOrDefault(name, "");
    }

    private void log(JsonWriter out) {
        // The state first: what is written meanwhile must not look negative.
        long folded = facts.state().sequence();
        long head = Math.max(folded, facts.log().head());
        Optional<String> trouble = facts.trouble().get();
        out.object("log")
                .field("head", head)
                .field("folded", folded)
                .field("behind", head - folded)
                .field("trouble", trouble.orElse(null))
                .end();
    }

    private static void stages(JsonWriter out, List<StageHealth> stages) {
        out.array("stages");
        for (StageHealth stage : stages) {
            out.object()
                    .field("surface", stage.surface())
                    .field("kind", stage.kind())
                    .field("name", stage.name())
                    .field("runs", stage.runs())
                    .field("failed", stage.failed())
                    .field("late", stage.late());
            if (stage.silent() < 0) out.nothing("silent");
            else out.field("silent", stage.silent());
            out.field("p50Micros", stage.p50Micros())
                    .field("p99Micros", stage.p99Micros())
                    .end();
        }
        out.end();
    }

    private void storage(JsonWriter out) {
        List<Disk.Part> parts = facts.disk().parts();
        out.object("storage").array("parts");
        for (Disk.Part part : parts) {
            out.object().field("name", part.name()).field("bytes", part.bytes()).end();
        }
        out.end()
                .field("bytes", parts.stream().mapToLong(Disk.Part::bytes).sum())
                .field("freeBytes", facts.disk().freeBytes())
                .field("diskBytes", facts.disk().totalBytes());
        facts.disk()
                .newestMillis("snapshots")
                .ifPresentOrElse(at -> out.time("snapshotAt", at), () -> out.nothing("snapshotAt"));
        out.end();
    }

    private static void memory(JsonWriter out) {
        Runtime runtime = Runtime.getRuntime();
        out.object("memory")
                .field("usedBytes", runtime.totalMemory() - runtime.freeMemory())
                .field("limitBytes", runtime.maxMemory())
                .end();
    }

    private void models(JsonWriter out) {
        ActModel.Provenance provenance = facts.models().current().provenance();
        out.array("models").object().field("name", "acts").field("version", provenance.version());
        if (provenance.examples() > 0) out.time("trainedAt", provenance.trainedAtMillis());
        else out.nothing("trainedAt");
        out.field("examples", provenance.examples());
        facts.models().training().ifPresentOrElse(last -> training(out, last), () -> out.nothing("training"));
        out.end().end();
    }

    private static void training(JsonWriter out, Training last) {
        out.object("training")
                .time("at", last.atMillis())
                .field("served", last.served())
                .field("examples", last.examples());
        if (last.lossBefore() == 0) out.nothing("lossBefore").nothing("lossAfter");
        else out.decimal("lossBefore", last.lossBefore(), 4).decimal("lossAfter", last.lossAfter(), 4);
        out.field("words", last.words()).end();
    }
}
