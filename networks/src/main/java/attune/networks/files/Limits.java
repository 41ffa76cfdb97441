package attune.networks.files;

/// How much a file may ask of us before it is refused.
///
/// @param lineBytes longest line or record
/// @param fileBytes longest file, unpacked
/// @param inflation largest unpacked size as a multiple of what was read; real text stays below thirty
/// @param errors errors after which reading stops, since the file is probably of another format
/// @param errorsListed errors kept with their place and text; the others are counted
public record Limits(int lineBytes, long fileBytes, int inflation, long errors, int errorsListed) {
    public static final Limits STANDARD = new Limits(1 << 20, 64L << 30, 200, 10_000, 50);

    public Limits {
        if (lineBytes < 1 || fileBytes < 1 || inflation < 1 || errors < 1 || errorsListed < 1) {
            throw new IllegalArgumentException("Limits are at least 1.");
        }
    }
}
