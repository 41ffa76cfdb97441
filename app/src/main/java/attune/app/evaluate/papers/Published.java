package attune.app.evaluate.papers;

/// What others published for the same split and protocol; most of these rows were tuned on the test part, ours are not.
///
/// @param source where the figures were read
record Published(String model, double recall, double ndcg, String source) {}
