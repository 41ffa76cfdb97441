package attune.http.telemetry;

/// Everything that a span may say beside its name and times. The list is closed so that it can be read through: a
/// collector is outside the community, so no attribute is an id, a text, an address, a query or a token, and none may
/// ever be.
public enum Attribute {
    METHOD("http.request.method"),
    /// The route's template, with holes where the ids are.
    ROUTE("http.route"),
    STATUS("http.response.status_code"),
    /// What the operator calls the community.
    COMMUNITY("attune.community"),
    SURFACE("attune.surface"),
    /// Whether the run used what needs consent.
    PROFILED("attune.profiled"),
    STAGE("attune.stage"),
    STAGE_KIND("attune.stage.kind"),
    /// A word from a closed set.
    OUTCOME("attune.outcome"),
    ROWS_IN("attune.rows.in"),
    ROWS_OUT("attune.rows.out"),
    /// How many batches of different senders a group joins.
    BATCHES("attune.batches"),
    EVENTS("attune.events"),
    MEMBERS("attune.members"),
    EXAMPLES("attune.examples"),
    BYTES("attune.bytes");

    private final String key;

    Attribute(String key) {
        this.key = key;
    }

    /// As the collector sees it.
    public String key() {
        return key;
    }
}
