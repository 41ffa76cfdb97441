package attune.app.api;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.networks.wire.Reading;
import attune.networks.wire.Sender;
import attune.networks.wire.WireEvents;
import attune.store.log.Outcome;
import java.util.List;

/// Makes one event of a resource that was PUT, and appends it.
final class Statements {
    private final WireEvents wire;
    private final BudgetedLog log;

    Statements(WireEvents wire, BudgetedLog log) {
        this.wire = wire;
        this.log = log;
    }

    /// @param name the field that holds the resource's id, such as `member`
    /// @throws attune.http.problem.ProblemException when the event is not well formed or does not hold
    void state(String type, String name, String id, JsonObject body) {
        if (body.has("type") || body.has(name)) {
            throw Problem.invalid(body.has("type") ? "type" : name, "is said by the path", "leave it out")
                    .exception();
        }
        JsonObject event = Json.parseObject(JsonWriter.text(out -> {
            out.object().field("type", type).field(name, id);
            for (String field : body.names()) out.field(field, body.get(field));
            out.end();
        }));
        Reading.Understood read = switch (wire.read(event, Sender.NETWORK)) {
            case Reading.Understood understood -> understood;
            case Reading.Refused(Problem problem) -> throw problem.exception();
        };
        if (log.appendNow(List.of(read.draft()), read.protects()).getFirst() instanceof Outcome.Rejected refused) {
            Problem problem = EventRoutes.problem(refused, "");
            boolean raced = refused.code().endsWith("-exists");
            throw (raced ? ProblemKind.CONFLICT.with(refused.detail()) : problem).exception();
        }
    }
}
