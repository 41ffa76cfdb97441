package attune.http.problem;

import org.jspecify.annotations.Nullable;

/// What a client is told when a request fails (RFC 9457, plus `field` and `hint`).
///
/// @param detail what is wrong with this request, in one sentence; shown to people, so it quotes no other member's data
/// @param field  where in the body, path or query, for example `events[3].at`
/// @param hint   how to mend it
public record Problem(
        ProblemKind kind,
        String detail,
        @Nullable String field,
        @Nullable String hint) {

    public static Problem invalid(String field, String detail, @Nullable String hint) {
        return new Problem(ProblemKind.INVALID, detail, field.isEmpty() ? null : field, hint);
    }

    public static Problem malformed(String detail) {
        return ProblemKind.MALFORMED.with(detail);
    }

    public static Problem notFound(String detail) {
        return ProblemKind.NOT_FOUND.with(detail);
    }

    public Problem at(String field) {
        return new Problem(kind, detail, field, hint);
    }

    public Problem hint(String hint) {
        return new Problem(kind, detail, field, hint);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    /// One line for terminals and logs of imports: `events[3].at: not a time; use RFC 3339`.
    public String sentence() {
        return (field == null ? "" : field + ": ") + detail + (hint == null ? "" : "; " + hint);
    }
}
