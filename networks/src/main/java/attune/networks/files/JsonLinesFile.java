package attune.networks.files;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.networks.wire.Reading;
import attune.networks.wire.Sender;
import attune.networks.wire.TraceReferences;
import attune.networks.wire.WireEvents;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Events as the API takes them, one JSON object a line.
///
/// @param source what an event's source is when it does not say
/// @param traces opens references to traces of this community; [TraceReferences#NONE] when the file is from elsewhere
public record JsonLinesFile(Path file, String source, TraceReferences traces) implements Dataset {
    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public void read(Limits limits, Findings findings) {
        WireEvents events = new WireEvents(source, traces);
        JsonLimits jsonLimits = JsonLimits.STANDARD.withBytes(limits.lineBytes());
        try (Lines lines = Lines.open(file, limits, findings)) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().text().isBlank()) read(line.get(), jsonLimits, events, findings);
            }
        }
    }

    private static void read(Line line, JsonLimits limits, WireEvents events, Findings findings) {
        findings.line();
        try {
            JsonObject json = Json.parseObject(line.text().getBytes(StandardCharsets.UTF_8), limits);
            switch (events.read(json, Sender.NETWORK)) {
                case Reading.Refused(Problem problem) -> refuse(line, problem, findings);
                case Reading.Understood(WireType type, Draft draft, var _) -> {
                    json.findText("language").ifPresent(findings::language);
                    findings.fact(line.place(), type, once(draft, line, ""));
                }
            }
        } catch (ProblemException unreadable) {
            refuse(line, unreadable.problem(), findings);
        }
    }

    /// An event without an id of its own gets one from its line.
    ///
    /// @param reading what else decides which fact the line states, such as a mapping
    static Draft once(Draft draft, Line line, String reading) {
        if (draft.idempotency() != null) return draft;
        return new Draft(draft.origin(), line.id("event", reading), draft.eventMillis(), draft.resolution());
    }

    static void refuse(Line line, Problem problem, Findings findings) {
        String hint = problem.hint() == null ? "" : "; " + problem.hint();
        // The parser saw one line only, so what it calls line 1 is the place's own line.
        String detail = problem.detail().replace("at line 1, column", "at column");
        findings.fault(line.place().at(problem.field()), detail + hint);
    }
}
