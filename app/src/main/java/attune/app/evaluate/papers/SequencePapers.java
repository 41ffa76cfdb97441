package attune.app.evaluate.papers;

import attune.algorithms.sequence.SequenceShape;
import attune.algorithms.sequence.TrainingSettings;
import attune.app.evaluate.papers.SequencePaper.Terms;
import java.util.List;

/// The sets of acts in order, with the model each is learned by.
final class SequencePapers {
    private static final long SEED = 20_261_125;

    private SequencePapers() {}

    static Paper ml1m() {
        return new SequencePaper(
                new Terms(
                        "ml1m-seq",
                        "cf-ml1m",
                        items -> SequenceShape.of(items, 64, 2, 2, 200),
                        TrainingSettings.standard(SEED).withEpochs(24),
                        4,
                        false,
                        List.of(
                                new Published("SASRec, BCE", 0.2392, 0.1259, "gSASRec's repository"),
                                new Published("gSASRec, 256 negatives", 0.3003, 0.1726, "gSASRec's repository"),
                                new Published("SASRec, softmax", 0.3058, 0.1779, "RecTools"),
                                new Published("HSTU-large", 0.3294, 0.1893, "Meta's repository")),
                        0.1700,
                        0.1900),
                at -> SequenceSplit.ofItems(at.resolve("sas_sequences.txt.gz")));
    }

    static Paper beauty() {
        return new SequencePaper(
                new Terms(
                        "beauty",
                        "seq-s3rec",
                        items -> SequenceShape.of(items, 64, 2, 2, 50),
                        TrainingSettings.standard(SEED)
                                .withBatch(128)
                                .withRate(2e-3f)
                                .withEpochs(16)
                                .withDropout(0.5)
                                .withNegatives(1_000),
                        4,
                        false,
                        List.of(
                                new Published("SASRec, BCE", 0.0605, 0.0318, "S3-Rec's repository"),
                                new Published("S3-Rec", 0.0647, 0.0327, "S3-Rec's repository"),
                                new Published("eSASRec", 0.0928, 0.0523, "transformer_benchmark")),
                        0.0500,
                        0.0530),
                at -> SequenceSplit.ofMembers(at.resolve("Beauty.txt.gz")));
    }

    static Paper yelp() {
        return new SequencePaper(
                new Terms(
                        "yelp-seq",
                        "seq-s3rec",
                        items -> SequenceShape.of(items, 64, 2, 2, 50),
                        TrainingSettings.standard(SEED)
                                .withBatch(128)
                                .withRate(2e-3f)
                                .withEpochs(12)
                                .withDropout(0.5)
                                .withNegatives(1_000),
                        3,
                        false,
                        List.of(
                                new Published("SASRec, BCE", 0.0274, 0.0136, "S3-Rec's repository"),
                                new Published("S3-Rec", 0.0341, 0.0168, "S3-Rec's repository")),
                        0.0180,
                        0.0200),
                at -> SequenceSplit.ofMembers(at.resolve("Yelp.txt.gz")));
    }
}
