package attune.town.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page that publishes the model must say what the code does.
class ReferencePageTest {
    private final Behaviour behaviour = Behaviour.standard();

    @Test
    void the_page_names_the_version_and_lists_each_response() throws IOException {
        String page = page();

        assertThat(page).contains("`" + behaviour.version() + "`");
        for (Response response : behaviour.responses()) {
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %.2f | %.2f |",
                            response.act().wireName(),
                            response.intercept(),
                            response.slope(),
                            response.warmth(),
                            response.spam()));
        }
    }

    @Test
    void the_page_states_the_weights_of_appeal_and_attention() throws IOException {
        String page = page();
        AppealWeights appeal = behaviour.appeal();
        Attention attention = behaviour.attention();

        assertThat(page)
                .contains("u = " + appeal.intercept() + " + " + appeal.taste() + " liking(m, topic) + " + appeal.style()
                        + " affinity(m, i) + " + appeal.quality() + " quality(i) + " + appeal.followed()
                        + " [m follows author] - " + appeal.foreign() + " [language not understood] - "
                        + appeal.ageing() + " h / (h + " + Math.round(appeal.ageingHalfHours()) + ")")
                .contains("`1 / (1 + " + attention.skipping() + " p)`")
                .contains("`" + attention.authorFatigue() + "` per earlier entry of the author")
                .contains("`" + attention.topicFatigue() + "` per earlier entry")
                .contains("`1 - " + attention.refreshment() + " pleasure`");
    }

    @Test
    void the_page_shows_the_day() throws IOException {
        String page = page();
        for (int hour = 0; hour < 24; hour++) {
            assertThat(page).contains(String.format(Locale.ROOT, "| %d | %.2f |", hour, Rhythm.intensityAtHour(hour)));
        }
    }

    /// The page's words; where its lines break means nothing.
    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/town.md")).replaceAll("\\s+", " ");
    }
}
