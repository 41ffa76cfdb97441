package attune.algorithms.linear;

/// Corrects probabilities that a model promises too high or too low, without changing their order.
/// Fit it on a later day than the model itself, or it repeats the model's optimism.
public sealed interface Calibrator permits PlattCalibrator, IsotonicCalibrator {

    /// The corrected probability, in [0, 1]; never falls when its argument rises.
    float calibrate(float probability);
}
