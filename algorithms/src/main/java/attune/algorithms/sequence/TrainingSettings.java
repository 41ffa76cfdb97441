package attune.algorithms.sequence;

/// How a sequence model is trained.
///
/// @param epochs over which the rate falls to a tenth; training may stop earlier
/// @param batch sequences in a step
/// @param rate of learning at its highest
/// @param warmUp steps over which the rate rises
/// @param decay of tables and matrices, see [AdamW]
/// @param dropout share of numbers zeroed behind the embedding and each layer
/// @param negatives items drawn for the loss; 0 takes the whole catalogue
/// @param parts a step is cut into, which may run at the same time; the result depends on it in the last digits, but
/// not
///     on the number of threads
/// @param seed of start, order, dropout and negatives
public record TrainingSettings(
        int epochs,
        int batch,
        float rate,
        int warmUp,
        float decay,
        double dropout,
        int negatives,
        int parts,
        long seed) {

    public TrainingSettings {
        if (epochs < 1 || batch < 1 || parts < 1 || negatives < 0 || warmUp < 0) {
            throw new IllegalArgumentException("cannot train " + epochs + " epochs in batches of " + batch + " and "
                    + parts + " parts with " + negatives + " negatives and " + warmUp + " steps of warm-up");
        }
        if (!(rate > 0) || decay < 0 || dropout < 0 || dropout >= 1) {
            throw new IllegalArgumentException(
                    "out of range: rate " + rate + ", decay " + decay + ", dropout " + dropout);
        }
    }

    /// What did well on small catalogues: 60 epochs of 32 sequences, dropout of a fifth, the whole catalogue.
    public static TrainingSettings standard(long seed) {
        return new TrainingSettings(60, 32, 1e-3f, 100, 0.01f, 0.2, 0, 2, seed);
    }

    public TrainingSettings withEpochs(int epochs) {
        return new TrainingSettings(epochs, batch, rate, warmUp, decay, dropout, negatives, parts, seed);
    }

    public TrainingSettings withBatch(int batch) {
        return new TrainingSettings(epochs, batch, rate, warmUp, decay, dropout, negatives, parts, seed);
    }

    public TrainingSettings withRate(float rate) {
        return new TrainingSettings(epochs, batch, rate, warmUp, decay, dropout, negatives, parts, seed);
    }

    public TrainingSettings withDropout(double dropout) {
        return new TrainingSettings(epochs, batch, rate, warmUp, decay, dropout, negatives, parts, seed);
    }

    public TrainingSettings withNegatives(int negatives) {
        return new TrainingSettings(epochs, batch, rate, warmUp, decay, dropout, negatives, parts, seed);
    }
}
