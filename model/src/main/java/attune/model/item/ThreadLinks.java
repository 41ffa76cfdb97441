package attune.model.item;

import attune.model.identity.ItemId;
import org.jspecify.annotations.Nullable;

/// How an item hangs together with others: what it answers, quotes or repeats. Each may be absent; an item
/// may quote and reply at once, but a repost carries nothing else.
public record ThreadLinks(
        @Nullable ItemId replyTo,
        @Nullable ItemId quoteOf,
        @Nullable ItemId repostOf) {
    /// An item that stands alone.
    public static final ThreadLinks NONE = new ThreadLinks(null, null, null);

    public ThreadLinks {
        if (repostOf != null && (replyTo != null || quoteOf != null)) {
            throw new IllegalArgumentException("A repost neither replies nor quotes. Maybe send it as a quote.");
        }
    }
}
