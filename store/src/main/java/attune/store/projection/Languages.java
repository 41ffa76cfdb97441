package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.item.Post;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.LanguageTable;
import java.util.ArrayList;
import java.util.List;

/// Numbers languages in the order they appear in the log. Says nothing about any member.
public final class Languages implements Projection, LanguageTable {
    private static final int MAX = 64;

    private final List<String> tags = new ArrayList<>(List.of(Post.UNKNOWN_LANGUAGE));

    @Override
    public String name() {
        return "languages";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.ItemPublished published -> learn(published.post().language());
            case Event.ItemEdited edited -> learn(edited.post().language());
            case Event.MemberJoined joined -> joined.profile().languages().forEach(this::learn);
            case Event.MemberChanged changed -> changed.profile().languages().forEach(this::learn);
            default -> {}
        }
    }

    private void learn(String tag) {
        if (tags.size() < MAX && !tags.contains(tag)) tags.add(tag);
    }

    @Override
    public int number(String tag) {
        return Math.max(0, tags.indexOf(tag));
    }

    @Override
    public String tag(int number) {
        return tags.get(number);
    }

    /// Languages as bits; unknown ones leave no bit.
    long bits(List<String> languages) {
        long bits = 0;
        for (String language : languages) {
            int number = number(language);
            if (number > 0) bits |= 1L << number;
        }
        return bits;
    }

    @Override
    public void forget(Erased erased) {}

    @Override
    public void disclose(MemberId member, Disclosure into) {}

    /// Language numbers are names, not facts: which number a tag has may differ between two honest folds.
    @Override
    public void digest(Digest into) {}

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        into.texts(tags);
    }

    @Override
    public void load(ArrayReader from) {
        List<String> saved = from.texts();
        tags.clear();
        tags.addAll(saved);
    }
}
