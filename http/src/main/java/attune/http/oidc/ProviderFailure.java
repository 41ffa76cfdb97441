package attune.http.oidc;

/// The identity provider did not do its part: it is not reached, or answers what nobody can use. The message holds
/// nothing that it said.
public final class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProviderFailure(String message) {
        super(message);
    }

    ProviderFailure(String message, Exception cause) {
        super(message, cause);
    }
}
