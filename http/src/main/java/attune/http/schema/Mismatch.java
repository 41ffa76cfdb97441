package attune.http.schema;

import attune.http.json.Json;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;

/// The complaints schemas share.
final class Mismatch {
    private Mismatch() {}

    static ProblemException kind(Json found, String wanted, String where) {
        return invalid(where, "is " + found.kind() + ", not " + wanted, "give " + wanted);
    }

    static ProblemException invalid(String where, String detail, String hint) {
        return new ProblemException(Problem.invalid(where, detail, hint));
    }
}
