package attune.pipeline.run;

import static attune.pipeline.run.Parts.ALL;
import static attune.pipeline.run.Parts.filter;
import static attune.pipeline.run.Parts.inOrder;
import static attune.pipeline.run.Parts.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Column;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final Column.Floats WARMTH = new Column.Floats("warmth", "share", Purpose.AGGREGATE);
    private static final Attribute<String> MOOD = Attribute.of("mood", Purpose.SERVICE, String.class);
    private static final Set<Purpose> PLAIN = EnumSet.of(Purpose.SERVICE, Purpose.SAFETY, Purpose.AGGREGATE);

    @Test
    void two_producers_of_a_column_are_refused() {
        refused(
                complete().hydrators(writing("first", WARMTH), writing("second", WARMTH)),
                "The pipeline of \"test\" has both first and second write \"warmth\".");
    }

    @Test
    void a_reader_before_its_writer_is_refused() {
        Stage.Filter reader = new Parts.Filter(Spec.of("cold", "Reads.").reading(WARMTH), item -> false);

        refused(
                complete().earlyFilters(reader).hydrators(writing("late", WARMTH)),
                "The pipeline of \"test\" has cold read column \"warmth\", which nobody before it writes.");
    }

    @Test
    void a_purpose_the_pipeline_does_not_serve_is_refused_in_stage_column_and_attribute() {
        Stage.Hydrator stage = hydrator(Spec.of("taste", "Personal.").serving(Purpose.PERSONALIZATION));
        Column.Floats own = new Column.Floats("own", "share", Purpose.PERSONALIZATION);
        Attribute<String> past = Attribute.of("past", Purpose.PERSONALIZATION, String.class);

        refused(
                Pipeline.on("test", PLAIN).hydrators(stage).selector(inOrder()),
                "The pipeline of \"test\" has taste, which uses data for PERSONALIZATION, "
                        + "but serves only [SERVICE, SAFETY, AGGREGATE].");
        refused(
                Pipeline.on("test", PLAIN).hydrators(writing("sly", own)).selector(inOrder()),
                "The pipeline of \"test\" has sly, which writes \"own\" for PERSONALIZATION, "
                        + "but serves only [SERVICE, SAFETY, AGGREGATE].");
        refused(
                Pipeline.on("test", PLAIN)
                        .queryHydrators(providing("sly", past))
                        .selector(inOrder()),
                "The pipeline of \"test\" has sly, which provides \"past\" for PERSONALIZATION, "
                        + "but serves only [SERVICE, SAFETY, AGGREGATE].");
    }

    @Test
    void a_need_without_a_provider_before_it_is_refused() {
        Stage.QueryHydrator needy = finder(Spec.of("needy", "Needs.").needing(MOOD));

        refused(
                complete().queryHydrators(needy, providing("later", MOOD)),
                "The pipeline of \"test\" has needy need \"mood\", which nobody before it provides.");
    }

    @Test
    void two_providers_of_an_attribute_are_refused() {
        refused(
                complete().queryHydrators(providing("one", MOOD), providing("two", MOOD)),
                "The pipeline of \"test\" has both one and two provide \"mood\".");
    }

    @Test
    void exactly_one_selector_is_needed() {
        refused(Pipeline.on("test", ALL), "The pipeline of \"test\" needs exactly one selector, not 0.");
        refused(complete().selector(inOrder()), "The pipeline of \"test\" needs exactly one selector, not 2.");
    }

    @Test
    void a_pure_stage_may_not_wait_for_something_outside() {
        Stage.Filter waiting = new Parts.Filter(Spec.of("asks", "Waits.").within(Duration.ofMillis(5)), item -> false);

        refused(
                complete().filters(waiting),
                "The pipeline of \"test\" has asks wait for something outside, but filters, scorers and selectors "
                        + "are pure. Maybe a hydrator should fetch it into a column.");
    }

    @Test
    void names_are_unique_within_their_kind_and_columns_by_name() {
        refused(
                complete().filters(filter("twice", item -> false), filter("twice", item -> true)),
                "The pipeline of \"test\" has two filters named \"twice\".");
        refused(
                complete()
                        .hydrators(
                                writing("a", WARMTH),
                                writing("b", new Column.Ints("warmth", "degrees", Purpose.AGGREGATE))),
                "The pipeline of \"test\" has two columns named \"warmth\".");
        assertThat(complete()
                        .hydrators(hydrator(Spec.of("same", "Fills.")))
                        .filters(filter("same", item -> false))
                        .build()
                        .stages())
                .hasSize(3);
    }

    @Test
    void a_source_mask_has_room_for_63_sources() {
        Stage.Source[] most =
                IntStream.range(0, 63).mapToObj(i -> source("s" + i)).toArray(Stage.Source[]::new);

        assertThat(complete().sources(most).build().sources()).hasSize(63);
        refused(
                complete().sources(most).sources(source("one-more")),
                "The pipeline of \"test\" has more than 63 sources.");
    }

    @Test
    void the_version_tells_every_declared_change() {
        String before = complete().hydrators(writing("fill", WARMTH)).build().version();

        assertThat(complete().hydrators(writing("fill", WARMTH)).build().version())
                .isEqualTo(before);
        assertThat(complete().hydrators(writing("full", WARMTH)).build().version())
                .isNotEqualTo(before);
        assertThat(complete()
                        .hydrators(hydrator(Spec.of("fill", "Fills.")))
                        .build()
                        .version())
                .isNotEqualTo(before);
        Spec patient = writing("fill", WARMTH).spec().within(Duration.ofMillis(9));
        assertThat(complete().hydrators(hydrator(patient)).build().version()).isNotEqualTo(before);
        Spec lenient = writing("fill", WARMTH).spec().orElse(Spec.OnFailure.GO_ON);
        assertThat(complete().hydrators(hydrator(lenient)).build().version()).isNotEqualTo(before);
    }

    private static Pipeline.Builder complete() {
        return Pipeline.on("test", ALL).selector(inOrder());
    }

    private static void refused(Pipeline.Builder builder, String message) {
        assertThatThrownBy(builder::build).isInstanceOf(AssemblyFault.class).hasMessage(message);
    }

    private static Stage.Hydrator writing(String name, Column column) {
        return hydrator(Spec.of(name, "Fills.").writing(column));
    }

    private static Stage.Hydrator hydrator(Spec spec) {
        return new Parts.Hydrator(spec, (query, rows) -> {});
    }

    private static Stage.QueryHydrator providing(String name, Attribute<?> attribute) {
        return finder(Spec.of(name, "Provides.").providing(attribute));
    }

    private static Stage.QueryHydrator finder(Spec spec) {
        return new Parts.Finder(spec, query -> {});
    }
}
