package attune.town.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attune.town.chance.Chance;
import attune.town.phrase.Language;
import attune.town.phrase.Phrasebook;
import attune.town.phrase.Topic;
import attune.town.resident.Population;
import attune.town.resident.Resident;
import attune.town.resident.Style;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    private static final long NOON = 1_772_452_800_000L;
    private static final long HOUR = 3_600_000;

    private final Population population = new Population(1, Phrasebook.open());
    private final Resident reader = population.welcome();
    private final Resident other = population.welcome();
    private final Behaviour behaviour = Behaviour.standard();
    private final Appeal appeal = new Appeal(behaviour.appeal());

    @Test
    void a_loved_topic_appeals_more_than_the_disliked_one_by_the_taste_weight() {
        Topic loved = reader.taste().loved().getFirst();
        Topic disliked = reader.taste().disliked();

        double gain = appeal.of(reader, post(loved, reader.language()), false, NOON)
                - appeal.of(reader, post(disliked, reader.language()), false, NOON);

        double liking = reader.taste().liking(loved) - reader.taste().liking(disliked);
        assertThat(gain).isCloseTo(behaviour.appeal().taste() * liking, within(1e-9));
    }

    @Test
    void half_of_the_ageing_is_lost_after_the_half_life() {
        Post post = post(Topic.BOOKS, reader.language());

        double fresh = appeal.of(reader, post, false, NOON);
        double aDayOld = appeal.of(reader, post, false, NOON + 24 * HOUR);

        assertThat(fresh - aDayOld).isCloseTo(behaviour.appeal().ageing() / 2, within(1e-9));
    }

    @Test
    void a_language_not_understood_costs_appeal_and_following_adds_some() {
        Language foreign = Language.ENGLISH;
        for (Language language : Language.values()) {
            foreign = reader.understands(language) ? foreign : language;
        }
        double understood = appeal.of(reader, post(Topic.BOOKS, reader.language()), false, NOON);

        assertThat(understood - appeal.of(reader, post(Topic.BOOKS, foreign), false, NOON))
                .isCloseTo(behaviour.appeal().foreign(), within(1e-9));
        assertThat(appeal.of(reader, post(Topic.BOOKS, reader.language()), true, NOON) - understood)
                .isCloseTo(behaviour.appeal().followed(), within(1e-9));
    }

    @Test
    void without_tastes_a_post_appeals_to_everybody_alike() {
        Appeal plain = new Appeal(Behaviour.withoutTastes().appeal());
        for (Topic topic : Topic.values()) {
            Post post = post(topic, Language.SPANISH);

            assertThat(plain.of(reader, post, true, NOON)).isEqualTo(plain.of(other, post, false, NOON));
        }
    }

    @Test
    void friendly_acts_rise_with_appeal_and_unfriendly_ones_fall_and_spam_is_reported() {
        for (Response response : behaviour.responses()) {
            boolean friendly = response.slope() > 0;

            assertThat(response.probability(1, 0, false) > response.probability(0, 0, false))
                    .as("%s", response.act())
                    .isEqualTo(friendly);
        }
        Response report = behaviour.response(Act.REPORT);
        assertThat(report.probability(0, 0, true)).isGreaterThan(50 * report.probability(0, 0, false));
    }

    @Test
    void the_eye_examines_the_top_more_often_and_repetition_tires() {
        Attention attention = behaviour.attention();

        assertThat(attention.examination(0)).isEqualTo(1);
        assertThat(attention.examination(20)).isEqualTo(1 / 1.6);
        assertThat(attention.fatigue(0, 0)).isZero();
        assertThat(attention.fatigue(2, 9)).isCloseTo(2 * 0.55 + 4 * 0.18, within(1e-9));
    }

    @Test
    void the_day_has_its_mean_rate_and_nights_are_quiet() {
        int[] byHour = new int[24];
        int happened = 0;
        long at = NOON;
        long end = NOON + 400 * 24 * HOUR;
        for (int n = 0; at < end; n++) {
            at = Rhythm.nextMillis(reader, 5, at, Chance.of(9, Chance.Stream.OPENING, 0, n));
            long local = at
                    + reader.home()
                                    .zone()
                                    .getRules()
                                    .getOffset(Instant.ofEpochMilli(at))
                                    .getTotalSeconds()
                            * 1000L
                    - Math.round(reader.hoursLate() * HOUR);
            byHour[(int) Math.floorMod(local / HOUR, 24L)]++;
            happened++;
        }

        assertThat(happened / 400.0).isCloseTo(5, within(0.3));
        assertThat(byHour[21]).isGreaterThan(8 * byHour[3]);
    }

    private static Post post(Topic topic, Language language) {
        return new Post(
                "post", 1, Optional.of(topic), language, Style.plain(), 0, false, OptionalInt.empty(), 100, NOON);
    }
}
