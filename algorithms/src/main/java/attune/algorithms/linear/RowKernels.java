package attune.algorithms.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What is done to one row of numbers between dense products: softmax, layer normalization, sums.
///
/// [ScalarVectors] has each as a plain loop. Rows may have any length; what does not fill a vector is done one by one.
// Constants as their source has them, in more digits than a float holds.
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class RowKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// Below this, e^x is taken as zero: its float would be denormal.
    private static final float LOWEST = -87;

    private static final float LOG2_E = 1.4426950408889634f;
    /// ln 2 in two parts, so that the rounding of the product with whole numbers is lost in neither.
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /// Adding 1.5 · 2^23 leaves the nearest whole number in the low bits.
    private static final float ROUND = 12_582_912f;

    private RowKernels() {}

    /// Replaces x by e^(x - max) / Σ e^(x - max) in place and returns log Σ e^x. Relative error below 1e-6.
    public static float softmax(float[] row, int from, int length) {
        float max = max(row, from, length);
        float sum = exponentiate(row, from, length, max);
        scale(row, from, length, 1 / sum);
        return max + (float) Math.log(sum);
    }

    /// The largest of at least one number.
    public static float max(float[] row, int from, int length) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int end = SPECIES.loopBound(length);
        for (int i = 0; i < end; i += LANES) largest = largest.max(FloatVector.fromArray(SPECIES, row, from + i));
        float max = largest.reduceLanes(VectorOperators.MAX);
        for (int i = end; i < length; i++) max = Math.max(max, row[from + i]);
        return max;
    }

    public static void scale(float[] row, int from, int length, float factor) {
        int end = SPECIES.loopBound(length);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, row, from + i).mul(factor).intoArray(row, from + i);
        }
        for (int i = end; i < length; i++) row[from + i] *= factor;
    }

    /// Replaces x by e^(x - shift), where x must not be above shift, and returns the sum.
    ///
    /// e^x = 2^n · e^f with n the whole number nearest to x / ln 2; e^f by the polynomial of Cephes (Moshier 1989).
    private static float exponentiate(float[] row, int from, int length, float shift) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int end = SPECIES.loopBound(length);
        for (int i = 0; i < end; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, row, from + i).sub(shift);
            FloatVector bounded = x.max(LOWEST);
            FloatVector rounded =
                    bounded.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUND));
            FloatVector n = rounded.sub(ROUND);
            FloatVector f = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), bounded);
            f = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), f);
            FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500e-4f);
            p = p.fma(f, FloatVector.broadcast(SPECIES, 1.3981999507e-3f));
            p = p.fma(f, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
            p = p.fma(f, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
            p = p.fma(f, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
            p = p.fma(f, FloatVector.broadcast(SPECIES, 5.0000001201e-1f));
            p = p.fma(f.mul(f), f.add(1));
            FloatVector power = p.reinterpretAsInts()
                    .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats()
                    .blend(0, x.compare(VectorOperators.LT, LOWEST));
            power.intoArray(row, from + i);
            sums = sums.add(power);
        }
        float sum = Lanes.sum(sums);
        for (int i = end; i < length; i++) {
            float x = row[from + i] - shift;
            row[from + i] = x < LOWEST ? 0 : (float) Math.exp(x);
            sum += row[from + i];
        }
        return sum;
    }

    /// Layer normalization (Ba, Kiros and Hinton 2016) of one row: `normal = (x - mean) · inverse`, with inverse =
    /// 1 /
    /// sqrt(variance + 1e-5), which is returned.
    public static float normalize(float[] x, int from, int length, float[] normal, int to) {
        FloatVector sums = FloatVector.zero(SPECIES);
        FloatVector squares = FloatVector.zero(SPECIES);
        int end = SPECIES.loopBound(length);
        for (int i = 0; i < end; i += LANES) {
            sums = sums.add(FloatVector.fromArray(SPECIES, x, from + i));
        }
        float sum = Lanes.sum(sums);
        for (int i = end; i < length; i++) sum += x[from + i];
        float mean = sum / length;
        for (int i = 0; i < end; i += LANES) {
            FloatVector apart = FloatVector.fromArray(SPECIES, x, from + i).sub(mean);
            squares = apart.fma(apart, squares);
        }
        float square = Lanes.sum(squares);
        for (int i = end; i < length; i++) square += (x[from + i] - mean) * (x[from + i] - mean);
        float inverse = (float) (1 / Math.sqrt(square / length + 1e-5));
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, x, from + i).sub(mean).mul(inverse).intoArray(normal, to + i);
        }
        for (int i = end; i < length; i++) normal[to + i] = (x[from + i] - mean) * inverse;
        return inverse;
    }

    /// Adds the gradient of [#normalize] to `into`: with s the slopes at `normal`,
    /// `into += inverse · (s - mean(s) - normal · mean(s · normal))`.
    public static void normalizeBackward(
            float[] slopes, int from, float[] normal, int at, int length, float inverse, float[] into, int to) {
        FloatVector sums = FloatVector.zero(SPECIES);
        FloatVector products = FloatVector.zero(SPECIES);
        int end = SPECIES.loopBound(length);
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, from + i);
            sums = sums.add(slope);
            products = slope.fma(FloatVector.fromArray(SPECIES, normal, at + i), products);
        }
        float sum = Lanes.sum(sums);
        float product = Lanes.sum(products);
        for (int i = end; i < length; i++) {
            sum += slopes[from + i];
            product += slopes[from + i] * normal[at + i];
        }
        float mean = sum / length;
        float along = product / length;
        for (int i = 0; i < end; i += LANES) {
            FloatVector rest = FloatVector.fromArray(SPECIES, slopes, from + i).sub(mean);
            rest = FloatVector.fromArray(SPECIES, normal, at + i).fma(FloatVector.broadcast(SPECIES, -along), rest);
            FloatVector sumSoFar = FloatVector.fromArray(SPECIES, into, to + i);
            rest.fma(FloatVector.broadcast(SPECIES, inverse), sumSoFar).intoArray(into, to + i);
        }
        for (int i = end; i < length; i++) {
            into[to + i] += inverse * (slopes[from + i] - mean - normal[at + i] * along);
        }
    }
}
