package attune.http.operate;

import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the process lives (restart it if not) and whether it is ready (send it nothing if not).
public final class Health {
    private static final ObjectSchema REPORT = object("HealthReport", "Whether the node is well.")
            .required("ready", truth("Whether every check passes."))
            .required(
                    "checks",
                    list(
                            "Each check.",
                            object("HealthCheck", "One thing that must be well.")
                                    .required("name", text("What is checked."))
                                    .required(
                                            "trouble",
                                            text("What is wrong; null when nothing is.")
                                                    .orNull())));

    /// One thing that must be well.
    ///
    /// @param trouble what is wrong, in words without personal data; empty when nothing is
    public record Check(String name, Supplier<Optional<String>> trouble) {}

    private record Finding(String name, Optional<String> trouble) {}

    private final List<Check> checks;

    public Health(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/health/live", "readLiveness")
                        .summary("Answers as long as the process can answer at all.")
                        .tag("Operation")
                        .access(Access.PUBLIC)
                        .answers(REPORT)
                        .urgent()
                        .by(_ -> Response.json(out -> write(List.of(), out))),
                Route.get("/health/ready", "readReadiness")
                        .summary("Whether the node can serve: 200 when every check passes, else 503.")
                        .tag("Operation")
                        .access(Access.PUBLIC)
                        .answers(REPORT)
                        .urgent()
                        .by(_ -> ready()));
    }

    private Response ready() {
        List<Finding> findings = checks.stream()
                .map(check -> new Finding(check.name, check.trouble.get()))
                .toList();
        Response report = Response.json(out -> write(findings, out));
        return well(findings) ? report : report.status(503);
    }

    private static boolean well(List<Finding> findings) {
        return findings.stream().allMatch(finding -> finding.trouble.isEmpty());
    }

    private static void write(List<Finding> findings, JsonWriter out) {
        out.object().field("ready", well(findings)).array("checks");
        for (Finding finding : findings) {
            out.object()
                    .field("name", finding.name)
                    .field("trouble", finding.trouble.orElse(null))
                    .end();
        }
        out.end().end();
    }
}
