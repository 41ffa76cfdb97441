package attune.benchmarks.dense;

import attune.algorithms.linear.FusedPeak;
import attune.algorithms.linear.PackedMatrix;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/// Speed of [PackedMatrix] on the shapes that training a sequence model has, beside the peak of fused multiply-adds.
///
/// One thread, by its CPU time, for on a shared machine the wall's clock measures the neighbours; best of several
/// rounds,
/// packing counted. The result is compared with plain loops in tests, and one number of it here.
public final class DenseProducts {
    private static final double OPERATIONS = 1e9;
    private static final int ROUNDS = 8;

    /// `m × depth` times `depth × n`.
    public record Shape(String name, int m, int depth, int n) {}

    /// @param share of the peak, 0 to 1
    public record Speed(Shape shape, double gigaflops, double share) {}

    static final List<Shape> SHAPES = List.of(
            new Shape("square", 512, 512, 512),
            new Shape("dense layer", 2000, 64, 192),
            new Shape("its weights' gradient", 64, 2000, 192),
            new Shape("logits of 3,416 items", 64, 64, 3416),
            new Shape("slopes of rows", 64, 3416, 64),
            new Shape("gradient of items", 3416, 64, 64),
            new Shape("one head's attention", 200, 32, 200));

    private DenseProducts() {}

    public static void main(String[] arguments) {
        double peak = peak();
        System.out.printf("peak of fused multiply-adds, one thread: %.0f GFLOP/s%n", peak);
        for (Shape shape : SHAPES) {
            Speed speed = measure(shape, peak);
            System.out.printf(
                    "%-24s %5d × %4d × %4d  %6.0f GFLOP/s  %3.0f %% of the peak%n",
                    shape.name(), shape.m(), shape.depth(), shape.n(), speed.gigaflops(), 100 * speed.share());
        }
    }

    /// Billions of operations a second that one thread can do at most.
    static double peak() {
        int spins = 4_000;
        return best((int) (OPERATIONS / FusedPeak.operations(spins)), (double) FusedPeak.operations(spins), repeats -> {
            double sum = 0;
            for (int repeat = 0; repeat < repeats; repeat++) sum += FusedPeak.spin(spins, 0.1f);
            return sum;
        });
    }

    static Speed measure(Shape shape, double peak) {
        Random random = new Random(1);
        float[] a = floats(random, shape.m() * shape.depth());
        float[] b = floats(random, shape.depth() * shape.n());
        float[] out = new float[shape.m() * shape.n()];
        float[] tile = new float[PackedMatrix.scratch()];
        PackedMatrix packed = new PackedMatrix();
        double operations = 2.0 * shape.m() * shape.depth() * shape.n();
        double speed = best((int) Math.max(1, OPERATIONS / operations), operations, repeats -> {
            for (int repeat = 0; repeat < repeats; repeat++) {
                packed.pack(b, 0, shape.n(), 1, shape.depth(), shape.n())
                        .multiply(a, 0, shape.depth(), 1, shape.m(), out, 0, shape.n(), false, tile);
            }
            return out[0];
        });
        double first = 0;
        for (int j = 0; j < shape.depth(); j++) first += (double) a[j] * b[j * shape.n()];
        if (!(Math.abs(first - out[0]) < 1e-3 * shape.depth())) {
            throw new IllegalStateException(shape + " starts with " + out[0] + " instead of " + first);
        }
        return new Speed(shape, speed, speed / peak);
    }

    /// The best round, in billions of operations a CPU second.
    private static double best(int repeats, double operations, IntToDoubleFunction work) {
        double best = 0;
        double kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = cpuNanos();
            kept += work.applyAsDouble(repeats);
            best = Math.max(best, repeats * operations / (cpuNanos() - before));
        }
        if (Double.isNaN(kept)) throw new IllegalStateException("the numbers worked on went astray");
        return best;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static float[] floats(Random random, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) floats[i] = random.nextFloat(-1, 1);
        return floats;
    }
}
