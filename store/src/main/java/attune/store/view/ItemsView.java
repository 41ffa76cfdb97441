package attune.store.view;

import attune.model.item.Audience;
import attune.model.item.ItemKind;

/// Items as last published or edited. All methods but [#exists] expect an item that exists.
public interface ItemsView {
    /// Published, and its author not erased; may be removed.
    boolean exists(int item);

    boolean removed(int item);

    int author(int item);

    ItemKind kind(int item);

    long publishedMillis(int item);

    /// The language's number in [LanguageTable]; 0 is "und".
    int language(int item);

    Audience audience(int item);

    /// Item numbers, or −1 when there is none.
    int replyTo(int item);

    int quoteOf(int item);

    int repostOf(int item);

    boolean mentions(int item, int member);

    int topicCount(int item);

    int topic(int item, int index);

    String text(int item);

    /// 64-bit near-duplicate fingerprint of the normalised text; 0 for texts too short to tell.
    long fingerprint(int item);

    /// Sorted hashes of the normalised words of the text, for quick exclusion before an exact match. Do
    /// not modify.
    int[] wordHashes(int item);

    /// One more than the largest item number folded.
    int limit();

    /// Writes up to `into.length` newest items by this author, newest first, removed ones left out;
    /// returns how many.
    int newestBy(int author, int[] into);

    /// Writes up to `into.length` newest items of the community, newest first, removed ones left out;
    /// returns how many.
    int newest(int[] into);
}
