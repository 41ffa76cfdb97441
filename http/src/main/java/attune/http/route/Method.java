package attune.http.route;

/// The HTTP methods our routes use.
public enum Method {
    GET,
    POST,
    PUT,
    DELETE;

    /// Whether the method promises to change nothing; only then may a cookie alone prove who asks.
    public boolean safe() {
        return this == GET;
    }
}
