package attune.algorithms.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The yardstick of dense products: fused multiply-adds of the widest vectors on registers alone, in as many
/// independent chains as hide their latency. Nothing a kernel does can be faster.
public final class FusedPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    private FusedPeak() {}

    /// Floating-point operations of [#spin]: two for each lane of each chain and round.
    public static long operations(int rounds) {
        return 2L * CHAINS * SPECIES.length() * rounds;
    }

    /// Spins all chains; the result is of no use but to keep the work from being left out. Meant for many calls of
    /// some thousand rounds.
    public static float spin(int rounds, float start) {
        FloatVector x = FloatVector.broadcast(SPECIES, start);
        FloatVector y = x.mul(0.5f);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        FloatVector i = x;
        FloatVector j = x;
        FloatVector k = x;
        FloatVector l = x;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(y, x);
            b = b.fma(y, x);
            c = c.fma(y, x);
            d = d.fma(y, x);
            e = e.fma(y, x);
            f = f.fma(y, x);
            g = g.fma(y, x);
            h = h.fma(y, x);
            i = i.fma(y, x);
            j = j.fma(y, x);
            k = k.fma(y, x);
            l = l.fma(y, x);
        }
        FloatVector all = a.add(b).add(c).add(d).add(e).add(f);
        return Lanes.sum(all.add(g).add(h).add(i).add(j).add(k).add(l));
    }
}
