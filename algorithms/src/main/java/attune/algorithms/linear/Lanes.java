package attune.algorithms.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Adds up the lanes of a vector, always in the same order.
///
/// `reduceLanes` leaves the order open, and takes another one before a method is compiled than afterwards: a training
/// with it gives other weights from run to run. Called once a row, so that a vector crosses a call here costs little.
final class Lanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int COUNT = SPECIES.length();
    private static final VectorShuffle<Float> EIGHT = SPECIES.iotaShuffle(8 % COUNT, 1, true);
    private static final VectorShuffle<Float> FOUR = SPECIES.iotaShuffle(4 % COUNT, 1, true);
    private static final VectorShuffle<Float> TWO = SPECIES.iotaShuffle(2 % COUNT, 1, true);
    private static final VectorShuffle<Float> ONE = SPECIES.iotaShuffle(1 % COUNT, 1, true);

    private Lanes() {}

    /// The sum of up to 16 lanes of the preferred species, halves on halves.
    static float sum(FloatVector lanes) {
        FloatVector folded = lanes;
        if (COUNT >= 16) folded = folded.add(folded.rearrange(EIGHT));
        if (COUNT >= 8) folded = folded.add(folded.rearrange(FOUR));
        if (COUNT >= 4) folded = folded.add(folded.rearrange(TWO));
        return folded.add(folded.rearrange(ONE)).lane(0);
    }
}
