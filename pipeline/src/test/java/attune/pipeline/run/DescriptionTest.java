package attune.pipeline.run;

import static attune.pipeline.run.Parts.ALL;
import static attune.pipeline.run.Parts.filter;
import static attune.pipeline.run.Parts.scorer;
import static attune.pipeline.run.Parts.selector;
import static attune.pipeline.run.Parts.source;
import static org.assertj.core.api.Assertions.assertThat;

import attune.pipeline.stage.Spec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private static final Pipeline PIPELINE = Pipeline.on("sample", ALL)
            .gates(new Parts.Gate(Spec.of("door", "Lets everybody in."), query -> Optional.empty()))
            .sources(source("first", 1), source("second", 2))
            .filters(filter("odd", item -> true))
            .scorers(scorer(item -> item))
            .selector(selector())
            .build();

    @Test
    void a_pipeline_tells_itself_a_line_a_stage() {
        assertThat(Description.text(PIPELINE)).isEqualTo("""
                        sample (profiled)
                          gate            door                   Lets everybody in.
                          source          first                  Proposes the items it was given.
                          source          second                 Proposes the items it was given.
                          filter          odd                    Removes what the test says.
                          scorer          scorer                 Scores as the test says.
                          selector        selector               Best score first.
                        """);
    }

    @Test
    void a_pipeline_draws_itself_a_box_a_kind() {
        assertThat(Description.mermaid(PIPELINE)).isEqualTo("""
                        flowchart TD
                          g0["<b>gate</b><br/>door"]
                          g1["<b>source</b><br/>first<br/>second"]
                          g0 --> g1
                          g2["<b>filter</b><br/>odd"]
                          g1 --> g2
                          g3["<b>scorer</b><br/>scorer"]
                          g2 --> g3
                          g4["<b>selector</b><br/>selector"]
                          g3 --> g4
                        """);
    }
}
