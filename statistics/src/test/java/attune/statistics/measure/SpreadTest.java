package attune.statistics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void gini_of_one_who_has_all_and_of_a_ladder() {
        assertThat(Spread.gini(new double[] {0, 10, 0, 0})).isEqualTo(0.75);
        assertThat(Spread.gini(new double[] {4, 1, 3, 2})).isCloseTo(0.25, within(1e-12));
        assertThat(Spread.gini(new double[] {7, 7, 7})).isCloseTo(0, within(1e-12));
        assertThat(Spread.gini(new double[3])).isNaN();
    }

    @Test
    void entropy_counts_effective_topics() {
        assertThat(Spread.entropy(new double[] {2, 2})).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Spread.effectiveCount(new double[] {5, 5, 5, 5})).isCloseTo(4, within(1e-9));
        assertThat(Spread.effectiveCount(new double[] {5, 0, 0})).isEqualTo(1);
        assertThat(Spread.entropy(new double[2])).isNaN();
    }

    @Test
    void coverage_counts_what_was_shown_at_all() {
        assertThat(Spread.coverage(new double[] {0, 3, 1, 0})).isEqualTo(0.5);
    }

    @Test
    void intra_list_diversity_is_the_mean_distance_of_pairs() {
        float[] twoAlikeOneApart = {1, 0, 2, 0, 0, 1};

        assertThat(Spread.intraListDiversity(twoAlikeOneApart, 2)).isCloseTo(2 / 3.0, within(1e-7));
        assertThat(Spread.intraListDiversity(new float[] {1, 0, -1, 0}, 2)).isEqualTo(2);
        assertThat(Spread.intraListDiversity(new float[] {1, 0, 0, 0}, 2)).isEqualTo(1);
        assertThat(Spread.intraListDiversity(new float[] {1, 0}, 2)).isNaN();
    }

    @Test
    void negative_amounts_and_ragged_rows_are_refused() {
        assertThatThrownBy(() -> Spread.gini(new double[] {1, -1})).hasMessageContaining("amount 1");
        assertThatThrownBy(() -> Spread.intraListDiversity(new float[3], 2)).hasMessageContaining("rows of 2");
    }
}
