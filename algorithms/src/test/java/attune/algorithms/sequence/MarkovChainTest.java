package attune.algorithms.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovChainTest {

    @Test
    void one_step_gives_the_share_of_times_each_item_followed() {
        MarkovChain chain = MarkovChain.learn(List.of(ActSequence.of(0, 1, 0, 2), ActSequence.of(0, 1)), 4, 1, 1);
        float[] scores = {9, 9, 9, 9};

        chain.score(ActSequence.of(3, 0), scores);

        assertThat(scores).containsExactly(new float[] {0, 2 / 3f, 1 / 3f, 0}, within(1e-6f));
    }

    @Test
    void two_steps_count_what_came_later_less_and_listen_to_the_item_before() {
        // Half weight two steps on: after 0 came 1 (1) and 2 (1/2), after 1 came 2 (1).
        MarkovChain chain = MarkovChain.learn(List.of(ActSequence.of(0, 1, 2)), 3, 2, 0.5f);
        float[] scores = new float[3];

        chain.score(ActSequence.of(0, 1), scores);

        // 1 speaks with 2/3, 0 with 1/3.
        assertThat(scores).containsExactly(new float[] {0, 2 / 9f, 2 / 3f + 1 / 9f}, within(1e-6f));
    }

    @Test
    void nothing_follows_an_unknown_or_empty_history() {
        MarkovChain chain = MarkovChain.learn(List.of(ActSequence.of(0, 1)), 3, 3, 0.5f);
        float[] scores = {1, 1, 1};

        chain.score(ActSequence.of(2), scores);
        assertThat(scores).containsOnly(0);
        chain.score(ActSequence.of(), scores);
        assertThat(scores).containsOnly(0);
    }

    @Test
    void a_chain_that_does_not_fall_into_place_is_refused() {
        assertThatThrownBy(() -> MarkovChain.learn(List.of(), 3, 0, 0.5f)).hasMessageContaining("0 steps");
        assertThatThrownBy(() -> MarkovChain.learn(List.of(), 3, 2, 0)).hasMessageContaining("fall");
    }
}
