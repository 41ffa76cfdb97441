package attune.app.config;

/// Something that must not be told: a settings file names where it is kept, never the thing itself. In every text it
/// appears as that reference.
public final class Secret {
    private final String reference;
    private final String value;

    /// @param reference `file:…` or `env:…`
    Secret(String reference, String value) {
        this.reference = reference;
        this.value = value;
    }

    /// The thing itself, for the one place that needs it.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return reference;
    }
}
