package attune.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.policy.Purpose;
import org.junit.jupiter.api.Test;

class RetentionTest {
    @Test
    void the_usual_terms_and_endless_ones_agree_with_each_other() {
        assertThat(Retention.USUAL.checked()).isEqualTo(Retention.USUAL);
        assertThat(Retention.forever().checked().last(Behaviour.ACTED)).isEqualTo(Retention.FOREVER);
    }

    @Test
    void what_a_member_sees_and_what_is_counted_go_together() {
        Retention terms = Retention.USUAL.with(Behaviour.ACTED, Purpose.AGGREGATE, 10);

        assertThatThrownBy(terms::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ACTED for service (730 days) and aggregate (10 days) differ");
    }

    /// Histories rely on it: what is new to encounters is searched in no ring.
    @Test
    void no_act_ranks_longer_than_the_member_finds_it() {
        Retention terms = Retention.USUAL.with(Behaviour.VIEWED, Purpose.PERSONALIZATION, 181);

        assertThatThrownBy(terms::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VIEWED for personalization (181 days) is longer than that for service (180");
    }
}
