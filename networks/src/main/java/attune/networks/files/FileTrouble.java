package attune.networks.files;

/// A file could not be read on. Facts taken before it stand; reading the file again states them no second time.
public final class FileTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param tried what failed, with the file's name, and what to do about it
    public FileTrouble(String tried) {
        super(tried);
    }

    public FileTrouble(String tried, Throwable cause) {
        super(tried, cause);
    }
}
