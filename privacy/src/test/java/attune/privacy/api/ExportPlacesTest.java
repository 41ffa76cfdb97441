package attune.privacy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.problem.ProblemException;
import attune.model.identity.MemberId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExportPlacesTest {
    private static final MemberId ADA = new MemberId(1);
    private static final MemberId BO = new MemberId(2);
    private static final MemberId CY = new MemberId(3);

    private final AtomicLong now = new AtomicLong(-5);
    private final ExportPlaces places = new ExportPlaces(now::get);

    @Test
    void a_member_has_one_copy_at_a_time_and_a_community_two() {
        ExportPlaces.Place first = places.take(ADA);
        assertThat(refused(ADA)).isEqualTo(429);
        places.take(BO);

        assertThat(refused(CY)).isEqualTo(503);

        first.close();
        places.take(CY);
        assertThat(places.taken()).containsExactlyInAnyOrder(BO, CY);
    }

    @Test
    void a_copy_that_takes_its_reader_too_long_is_cut_off() {
        ExportPlaces.Place place = places.take(ADA);
        now.addAndGet(Duration.ofMinutes(15).toNanos());
        place.step();

        now.incrementAndGet();

        assertThatThrownBy(place::step).hasMessageContaining("longer than 15 minutes");
    }

    private int refused(MemberId member) {
        try {
            places.take(member);
            return 200;
        } catch (ProblemException refused) {
            return refused.problem().kind().status();
        }
    }
}
