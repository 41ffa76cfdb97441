package attune.model.item;

/// What kind of thing an item is. Surfaces choose the kinds they rank; the log treats all alike.
public enum ItemKind {
    POST,
    GROUP,
    TRACK,
    PRODUCT,
    ARTICLE
}
