package attune.app.evaluate;

import attune.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Collects what an evaluation found, tells it as it comes, and keeps which bars were reached. One thread.
public final class Scorecard {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private final Consumer<String> out;
    private final boolean json;

    /// What was asked of the product, and whether a run reached it.
    public record Bar(String claim, boolean reached) {}

    /// @param out takes one line
    /// @param json lines of JSON instead of a table
    public Scorecard(Consumer<String> out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void heading(String words) {
        if (!json) out.accept(words);
    }

    /// A sentence the figures need to be read rightly.
    public void note(String words) {
        if (!json) out.accept("  " + words);
    }

    /// What could not be measured, and why; told in JSON, too, for silence would look like success.
    public void missing(String words) {
        out.accept(
                json
                        ? JsonWriter.text(writer ->
                                writer.object().field("missing", words).end())
                        : words);
    }

    public void add(Finding finding) {
        findings.add(finding);
        if (json) out.accept(finding.json());
        else finding.print(out);
    }

    public void bar(String claim, boolean reached) {
        bars.add(new Bar(claim, reached));
        if (!json) out.accept("  " + (reached ? "reached: " : "NOT reached: ") + claim);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public List<Bar> bars() {
        return List.copyOf(bars);
    }

    public boolean allReached() {
        return bars.stream().allMatch(Bar::reached);
    }
}
