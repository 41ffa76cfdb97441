package attune.app.operate;

/// What the last training came to, as operators read it.
///
/// @param atMillis by the community's clock
/// @param served whether the new model serves since
/// @param examples impressions it could learn from
/// @param lossBefore log loss an impression of the model that served, on the part held back; `lossAfter` of the new
/// one;
///     both 0 when there was too little to learn from
/// @param words the outcome in a sentence
public record Training(
        long atMillis, boolean served, int examples, double lossBefore, double lossAfter, String words) {}
