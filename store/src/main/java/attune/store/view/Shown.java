package attune.store.view;

import java.util.function.IntPredicate;

/// What a reader sees with an item: the item, what it repeats, and what either of them quotes. A rule about
/// what may be shown looks at all of it, or a repost of a quote is the way around.
public final class Shown {
    private Shown() {}

    /// Whether the test holds for all that is shown. Items that are gone are asked about, too.
    public static boolean all(ItemsView items, int item, IntPredicate test) {
        return !any(items, item, test.negate());
    }

    /// Whether the test holds for anything that is shown. Items that are gone are asked about, too.
    public static boolean any(ItemsView items, int item, IntPredicate test) {
        if (test.test(item)) return true;
        if (!items.exists(item)) return false;
        int repeated = items.repostOf(item);
        return quotedHolds(items, item, test)
                || (repeated >= 0
                        && (test.test(repeated) || (items.exists(repeated) && quotedHolds(items, repeated, test))));
    }

    /// As [#any], and what the item or what it repeats answers.
    public static boolean anyWithAnswered(ItemsView items, int item, IntPredicate test) {
        if (any(items, item, test)) return true;
        if (!items.exists(item)) return false;
        int repeated = items.repostOf(item);
        return answeredHolds(items, item, test)
                || (repeated >= 0 && items.exists(repeated) && answeredHolds(items, repeated, test));
    }

    private static boolean quotedHolds(ItemsView items, int item, IntPredicate test) {
        int quoted = items.quoteOf(item);
        return quoted >= 0 && test.test(quoted);
    }

    private static boolean answeredHolds(ItemsView items, int item, IntPredicate test) {
        int answered = items.replyTo(item);
        return answered >= 0 && test.test(answered);
    }
}
