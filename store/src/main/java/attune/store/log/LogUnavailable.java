package attune.store.log;

/// The log could not take or give facts. Nothing acknowledged is lost; whoever appends may try again if
/// `retryable`.
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean retryable;

    public LogUnavailable(String tried, boolean retryable, Throwable cause) {
        super(tried, cause);
        this.retryable = retryable;
    }

    public LogUnavailable(String tried, boolean retryable) {
        super(tried);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
