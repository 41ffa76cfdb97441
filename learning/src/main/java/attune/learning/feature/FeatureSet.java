package attune.learning.feature;

import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import java.util.List;

/// The features of one model, in order, and the way from columns to a row-major matrix.
public record FeatureSet(List<Feature> features) {
    public FeatureSet {
        features = List.copyOf(features);
        long names = features.stream().map(Feature::name).distinct().count();
        if (names != features.size()) throw new IllegalArgumentException("Two features share a name: " + features);
    }

    public static FeatureSet of(Feature... features) {
        return new FeatureSet(List.of(features));
    }

    public int size() {
        return features.size();
    }

    public List<Column.Floats> columns() {
        return features.stream().map(Feature::column).toList();
    }

    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /// Copies all rows into `into`, `float[rows * size()]`, row-major.
    public void matrix(Candidates rows, float[] into) {
        int width = size();
        for (int f = 0; f < width; f++) {
            float[] column = rows.floats(features.get(f).column());
            for (int row = 0; row < rows.size(); row++) into[row * width + f] = column[row];
        }
    }
}
