package attune.town;

import static org.assertj.core.api.Assertions.assertThat;

import attune.town.TownEvent.Impressed;
import attune.town.behaviour.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A town of twenty, told as text. A change of behaviour, words or chance shows as a diff that a person can
/// read.
///
/// Regenerate with `-Dattune.golden=write` and say in the commit why it changed.
class GoldenTownTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final Path GOLDEN = Path.of("src/test/resources/attune/town/twenty.txt");

    @Test
    void a_town_of_twenty_lives_as_it_did() throws IOException {
        PlainNetwork network = new PlainNetwork();
        Town town = Town.open(new TownPlan(20, 20, START, Behaviour.standard(), 2, 0.5));
        town.found(network);
        town.step(START.plus(Duration.ofHours(10)).toEpochMilli(), network);
        List<String> lines = network.events.stream()
                .filter(event -> !(event instanceof Impressed))
                .map(event -> Instant.ofEpochMilli(event.atMillis()) + " " + event.wireType() + " "
                        + event.toString().replaceFirst("atMillis=\\d+, ", ""))
                .toList();

        if ("write".equals(System.getProperty("attune.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, lines);
        }

        assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
    }
}
