package attune.town.resident;

import attune.town.chance.Chance;

/// A manner of writing, or the manner a reader enjoys: a point in six unnamed dimensions (humour, depth, warmth
/// and the like).
///
/// The product of a reader's and a writer's style is the affinity of the pair. It is low-rank on purpose:
/// neighbours in taste exist, so collaborative filtering has something true to find.
public final class Style {
    private static final int DIMENSIONS = 6;

    private final double[] point;

    private Style(double[] point) {
        this.point = point;
    }

    /// No manner at all: affinity 0 with everybody. For posts whose hidden style the town does not know.
    public static Style plain() {
        return new Style(new double[DIMENSIONS]);
    }

    static Style draw(Chance chance) {
        double[] point = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            point[d] = chance.normal(0, 1);
        }
        return new Style(point);
    }

    /// Affinity of two styles: mean 0, standard deviation about 1.
    public double affinity(Style other) {
        double sum = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            sum += point[d] * other.point[d];
        }
        return sum / StrictMath.sqrt(DIMENSIONS);
    }

    /// The style of one post: its author's, with a little of its own.
    public Style varied(Chance chance) {
        double[] varied = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            varied[d] = 0.9 * point[d] + chance.normal(0, 0.4);
        }
        return new Style(varied);
    }
}
