package attune.http.problem;

/// One cause of failure a client can act on. The code is part of the API and never changes its meaning;
/// wings define their own kinds beside the ones every route shares.
public record ProblemKind(String code, int status, String title) {
    public static final ProblemKind MALFORMED = new ProblemKind("malformed", 400, "The request cannot be read");
    public static final ProblemKind INVALID = new ProblemKind("invalid", 400, "A value is not allowed");
    public static final ProblemKind UNAUTHENTICATED = new ProblemKind("unauthenticated", 401, "Sign in first");
    public static final ProblemKind FORBIDDEN = new ProblemKind("forbidden", 403, "Not allowed with this key");
    public static final ProblemKind NOT_FOUND = new ProblemKind("not-found", 404, "There is nothing here");
    public static final ProblemKind METHOD_NOT_ALLOWED =
            new ProblemKind("method-not-allowed", 405, "This path does not take that method");
    public static final ProblemKind NOT_ACCEPTABLE =
            new ProblemKind("not-acceptable", 406, "No answer in a format the client accepts");
    public static final ProblemKind TIMEOUT = new ProblemKind("timeout", 408, "The request took too long to arrive");
    public static final ProblemKind CONFLICT = new ProblemKind("conflict", 409, "In conflict with the present state");
    public static final ProblemKind GONE = new ProblemKind("gone", 410, "It was here and is gone for good");
    public static final ProblemKind TOO_LARGE = new ProblemKind("too-large", 413, "The body is too large");
    public static final ProblemKind UNSUPPORTED_TYPE =
            new ProblemKind("unsupported-type", 415, "The body is in a format this route does not read");
    public static final ProblemKind WRONG_HOST =
            new ProblemKind("wrong-host", 421, "This server does not answer for that host name");
    public static final ProblemKind TOO_MANY = new ProblemKind("too-many-requests", 429, "Too many requests");
    public static final ProblemKind HEADERS_TOO_LARGE =
            new ProblemKind("headers-too-large", 431, "The request's headers are too large");
    public static final ProblemKind INTERNAL = new ProblemKind("internal", 500, "The server failed");
    public static final ProblemKind UNAVAILABLE = new ProblemKind("unavailable", 503, "Not able to answer just now");

    public ProblemKind {
        if (!code.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("A problem code is lower-case words joined by dashes, not " + code);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem's status is 400 to 599, not " + status);
        }
    }

    /// The identifier that clients compare; a URN, because it names a kind and promises no page.
    public String type() {
        return "urn:attune:problem:" + code;
    }

    public Problem with(String detail) {
        return new Problem(this, detail, null, null);
    }
}
