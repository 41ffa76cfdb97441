package attune.store.view;

/// Languages as small numbers, in order of first appearance in the log; at most 64, later ones count as
/// unknown.
public interface LanguageTable {
    /// 0 for "und" and for what does not fit.
    int number(String tag);

    String tag(int number);
}
