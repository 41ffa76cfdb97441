package attune.algorithms.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarginalRelevanceTest {

    private static final float[] RELEVANCE = {0.9f, 0.8f, 0.5f};
    private static final float[] FIRST_TWO_ALIKE = {1, 0.95f, 0, 0.95f, 1, 0, 0, 0, 1};

    @Test
    void twin_of_the_first_steps_behind_something_else() {
        assertThat(MarginalRelevance.select(RELEVANCE, FIRST_TWO_ALIKE, 0.5f, 3))
                .containsExactly(0, 2, 1);
    }

    @Test
    void lambda_of_one_is_relevance_only() {
        assertThat(MarginalRelevance.select(RELEVANCE, FIRST_TWO_ALIKE, 1f, 9)).containsExactly(0, 1, 2);
    }

    @Test
    void equal_gains_go_to_the_lower_row() {
        assertThat(MarginalRelevance.select(new float[3], new float[9], 0.3f, 2))
                .containsExactly(0, 1);
    }

    @Test
    void NaN_and_ragged_input_is_refused() {
        assertThatThrownBy(() -> MarginalRelevance.select(new float[] {Float.NaN}, new float[1], 0.5f, 1))
                .hasMessageContaining("row 0 is NaN");
        assertThatThrownBy(() -> MarginalRelevance.select(new float[2], new float[3], 0.5f, 1))
                .hasMessageContaining("3 similarities for 2 rows");
    }
}
