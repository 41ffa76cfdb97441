package attune.http.route;

/// Answers one request. Runs on a virtual thread and may block.
@FunctionalInterface
public interface Handler {
    /// @throws attune.http.problem.ProblemException for every failure that the client can understand
    Response answer(Request request);
}
