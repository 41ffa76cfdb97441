package attune.app.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.app.operate.Models;
import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.learning.train.ActModel;
import attune.store.log.EventLog;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import java.util.Optional;
import java.util.function.Supplier;

/// The community in a few figures.
public final class StatusRoutes {
    private static final ObjectSchema STATUS = object("Status", "The community in a few figures.")
            .required("community", text("Its name."))
            .required("members", count("Open accounts."))
            .required("items", count("Items that stand."))
            .required("events", count("Events in the log."))
            .required("sequence", count("The last event that the state knows."))
            .required(
                    "model",
                    object("ModelStatus", "What ranks.")
                            .required("version", text("Which one; prior before any training."))
                            .required("examples", count("Impressions it learned from."))
                            .required(
                                    "trainedAt",
                                    time("When; null before any training.").orNull()))
            .required(
                    "town",
                    object("TownTime", "The time in the simulated town.")
                            .required("day", count("Days since it was founded."))
                            .required("time", text("Hours and minutes."))
                            .orNull())
            .required("demo", truth("Whether this is a demo community, where an operator may be any member."));

    private final String community;
    private final SharedProjections views;
    private final State state;
    private final EventLog log;
    private final Models models;
    private final Supplier<Optional<TownTime>> town;
    private final boolean demo;

    public StatusRoutes(
            String community,
            SharedProjections views,
            State state,
            EventLog log,
            Models models,
            Supplier<Optional<TownTime>> town,
            boolean demo) {
        this.community = community;
        this.views = views;
        this.state = state;
        this.log = log;
        this.models = models;
        this.town = town;
        this.demo = demo;
    }

    /// The time in a simulated town.
    ///
    /// @param day days since it was founded
    /// @param time hours and minutes, such as `14:20`
    public record TownTime(long day, String time) {}

    public Routes routes() {
        return Routes.of(Route.get("/v1/status", "readStatus")
                .summary("The community in a few figures.")
                .tag("Operation")
                .access(Access.SIGNED_IN)
                .answers(STATUS)
                .by(request -> state.read(this::status)));
    }

    private Response status() {
        return Response.json(out -> {
            out.object()
                    .field("community", community)
                    .field("members", members())
                    .field("items", items())
                    .field("events", log.head())
                    .field("sequence", state.sequence());
            model(out, models.current());
            Optional<TownTime> time = town.get();
            if (time.isEmpty()) out.nothing("town");
            else
                out.object("town")
                        .field("day", time.get().day())
                        .field("time", time.get().time())
                        .end();
            out.field("demo", demo).end();
        });
    }

    private static void model(JsonWriter out, ActModel model) {
        ActModel.Provenance provenance = model.provenance();
        out.object("model").field("version", model.version()).field("examples", provenance.examples());
        if (provenance.examples() > 0) out.time("trainedAt", provenance.trainedAtMillis());
        else out.nothing("trainedAt");
        out.end();
    }

    private int members() {
        int open = 0;
        for (int member = 0; member < views.members.limit(); member++) if (views.members.active(member)) open++;
        return open;
    }

    private int items() {
        int standing = 0;
        for (int item = 0; item < views.items.limit(); item++) {
            if (views.items.exists(item) && !views.items.removed(item)) standing++;
        }
        return standing;
    }
}
