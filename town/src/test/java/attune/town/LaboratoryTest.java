package attune.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.town.TownEvent.Acted;
import attune.town.TownEvent.Published;
import attune.town.behaviour.Act;
import attune.town.behaviour.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LaboratoryTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final long NOW = START.toEpochMilli();

    @Test
    void candidates_are_visible_unseen_and_by_others() {
        PlainNetwork network = new PlainNetwork();
        Laboratory laboratory = founded(Behaviour.standard(), network).laboratory();
        String member =
                laboratory.activeSince(NOW - Duration.ofDays(1).toMillis()).getFirst();

        List<String> candidates = laboratory.candidates(member, 0, NOW);

        assertThat(candidates).hasSizeGreaterThan(100);
        List<String> lookedAt = network.all(Acted.class).stream()
                .filter(acted -> acted.member().equals(member))
                .map(Acted::item)
                .toList();
        List<String> own = network.all(Published.class).stream()
                .filter(post -> post.author().equals(member) || post.audience() == TownEvent.Audience.ONLY_ME)
                .map(Published::item)
                .toList();
        assertThat(lookedAt).isNotEmpty();
        assertThat(candidates).doesNotContainAnyElementsOf(own).doesNotContainAnyElementsOf(lookedAt);
    }

    @Test
    void the_truth_differs_between_members_unless_the_town_has_no_tastes() {
        Laboratory tasteful = founded(Behaviour.standard(), new PlainNetwork()).laboratory();
        Town tasteless = founded(Behaviour.withoutTastes(), new PlainNetwork());
        Laboratory plain = tasteless.laboratory();
        String one = tasteful.members().get(0);
        String other = tasteful.members().get(1);
        List<String> items = tasteful.candidates(one, NOW - Duration.ofDays(1).toMillis(), NOW).stream()
                .filter(tasteless.truth()::knows)
                .toList();
        assertThat(items).hasSizeGreaterThan(50);

        assertThat(tasteful.pleasures(one, items, NOW)).isNotEqualTo(tasteful.pleasures(other, items, NOW));
        assertThat(plain.pleasures(one, items, NOW)).isEqualTo(plain.pleasures(other, items, NOW));
    }

    @Test
    void the_hidden_pleasure_spreads_widely_enough_that_ranking_matters() {
        Laboratory laboratory =
                founded(Behaviour.standard(), new PlainNetwork()).laboratory();
        String member = laboratory.members().get(3);

        double[] pleasures = laboratory.pleasures(member, laboratory.candidates(member, 0, NOW), NOW);

        Arrays.sort(pleasures);
        assertThat(pleasures[pleasures.length - 10]).isGreaterThan(0.75);
        assertThat(pleasures[pleasures.length / 2]).isLessThan(0.35);
    }

    @Test
    void what_pleases_more_is_liked_more() {
        Town town = founded(Behaviour.standard(), new PlainNetwork());
        Laboratory laboratory = town.laboratory();
        Truth truth = town.truth();
        String member = laboratory.members().get(3);
        List<String> items = laboratory.candidates(member, 0, NOW).stream()
                .filter(item -> truth.probability(member, item, Act.REPORT, NOW) < 0.002)
                .toList();

        for (int n = 1; n < items.size(); n++) {
            double pleasure = truth.pleasure(member, items.get(n), NOW) - truth.pleasure(member, items.get(n - 1), NOW);
            double like = truth.probability(member, items.get(n), Act.LIKE, NOW)
                    - truth.probability(member, items.get(n - 1), Act.LIKE, NOW);
            assertThat(Math.signum(like)).isEqualTo(Math.signum(pleasure));
        }
    }

    @Test
    void an_unknown_item_is_refused_with_a_hint() {
        Town town = founded(Behaviour.standard(), new PlainNetwork());
        String member = town.laboratory().members().getFirst();

        assertThat(town.truth().knows("nothing")).isFalse();
        assertThatThrownBy(() -> town.truth().pleasure(member, "nothing", NOW))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Maybe it was removed");
    }

    private static Town founded(Behaviour behaviour, Network network) {
        Town town = Town.open(new TownPlan(2, 150, START, behaviour, 2, 0.5));
        town.found(network);
        return town;
    }
}
