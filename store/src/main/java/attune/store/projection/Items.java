package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.ItemsView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items as last published or edited: the small facts in arrays, the text as bytes. A removed item keeps
/// its place in its thread and loses its words.
public final class Items implements Projection, ItemsView {
    /// Items a community remembers as its newest, and an author as theirs; discovery looks no further back.
    static final int COMMUNITY_RING = 8_192;

    private static final int AUTHOR_RING = 64;
    private static final byte REMOVED = 1;
    private static final byte[] NO_TEXT = {};
    private static final int[] NONE = {};
    /// Their positions are part of the format of snapshots.
    private static final List<Audience> AUDIENCES =
            List.of(Audience.PUBLIC, Audience.FOLLOWERS, Audience.MENTIONED, Audience.ONLY_ME);

    private static final byte GROUP = 5;

    private final Languages languages;
    private final NewestRing newest = new NewestRing(COMMUNITY_RING);
    private @Nullable NewestRing[] byAuthor = new NewestRing[64];
    private int[] authors = filled(64);
    private byte[] flags = new byte[64];
    private byte[] kinds = new byte[64];
    private byte[] itemLanguages = new byte[64];
    private long[] published = new long[64];
    private int[] replyTo = filled(64);
    private int[] quoteOf = filled(64);
    private int[] repostOf = filled(64);
    private long[] fingerprints = new long[64];
    /// 0 where none is known, else one more than the position in [#AUDIENCES]; [#GROUP] for a group's.
    private byte[] audiences = new byte[64];

    private int[] groups = filled(64);
    private int[] @Nullable [] topics = new int[64][];
    private int[] @Nullable [] mentions = new int[64][];
    private int[] @Nullable [] words = new int[64][];
    private byte[] @Nullable [] texts = new byte[64][];
    private int limit;

    public Items(Languages languages) {
        this.languages = languages;
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, -1);
        return array;
    }

    @Override
    public String name() {
        return "items";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.ItemPublished(MemberId member, ItemId item, Post post) ->
                publish(member.value(), item.value(), post, envelope.eventMillis());
            case Event.ItemEdited(MemberId member, ItemId item, Post post) -> edit(item.value(), post);
            case Event.ItemRemoved(MemberId member, ItemId item) -> remove(item.value());
            default -> {}
        }
    }

    private void publish(int author, int item, Post post, long millis) {
        grow(item);
        limit = Math.max(limit, item + 1);
        authors[item] = author;
        published[item] = millis;
        write(item, post);
        newest.add(item, millis);
        byAuthor = Growing.objects(byAuthor, author);
        NewestRing ring = byAuthor[author];
        if (ring == null) {
            ring = new NewestRing(AUTHOR_RING);
            byAuthor[author] = ring;
        }
        ring.add(item, millis);
    }

    /// What is removed stays removed: a late edit must not bring its words back.
    private void edit(int item, Post post) {
        if (exists(item) && !removed(item)) write(item, post);
    }

    private void write(int item, Post post) {
        kinds[item] = (byte) post.kind().ordinal();
        itemLanguages[item] = (byte) languages.number(post.language());
        audiences[item] =
                post.audience() instanceof Audience.Group ? GROUP : (byte) (1 + AUDIENCES.indexOf(post.audience()));
        groups[item] = post.audience() instanceof Audience.Group of ? of.group().value() : -1;
        replyTo[item] = number(post.thread().replyTo());
        quoteOf[item] = number(post.thread().quoteOf());
        repostOf[item] = number(post.thread().repostOf());
        topics[item] = orAbsent(post.topics().stream().mapToInt(TopicId::value).toArray());
        mentions[item] = orAbsent(
                post.mentions().stream().mapToInt(MemberId::value).sorted().toArray());
        texts[item] = post.text().getBytes(StandardCharsets.UTF_8);
        words[item] = Words.hashes(post.text());
        fingerprints[item] = Words.fingerprint(post.text());
    }

    private static int @Nullable [] orAbsent(int[] numbers) {
        return numbers.length == 0 ? null : numbers;
    }

    private static int number(@Nullable ItemId id) {
        return id == null ? -1 : id.value();
    }

    private void remove(int item) {
        if (item >= flags.length) return;
        flags[item] |= REMOVED;
        texts[item] = null;
        words[item] = null;
        fingerprints[item] = 0;
    }

    private void grow(int item) {
        authors = Growing.ints(authors, item, -1);
        flags = Growing.bytes(flags, item);
        kinds = Growing.bytes(kinds, item);
        itemLanguages = Growing.bytes(itemLanguages, item);
        published = Growing.longs(published, item);
        replyTo = Growing.ints(replyTo, item, -1);
        quoteOf = Growing.ints(quoteOf, item, -1);
        repostOf = Growing.ints(repostOf, item, -1);
        fingerprints = Growing.longs(fingerprints, item);
        audiences = Growing.bytes(audiences, item);
        groups = Growing.ints(groups, item, -1);
        topics = Growing.objects(topics, item);
        mentions = Growing.objects(mentions, item);
        words = Growing.objects(words, item);
        texts = Growing.objects(texts, item);
    }

    @Override
    public boolean exists(int item) {
        return item >= 0 && item < authors.length && authors[item] >= 0;
    }

    @Override
    public boolean removed(int item) {
        return (flags[item] & REMOVED) != 0;
    }

    @Override
    public int author(int item) {
        return authors[item];
    }

    @Override
    public ItemKind kind(int item) {
        return ItemKind.values()[kinds[item]];
    }

    @Override
    public long publishedMillis(int item) {
        return published[item];
    }

    @Override
    public int language(int item) {
        return itemLanguages[item];
    }

    /// Without a known audience an item is its author's alone.
    @Override
    public Audience audience(int item) {
        byte audience = audiences[item];
        if (audience == GROUP) return new Audience.Group(new ItemId(groups[item]));
        return audience == 0 ? Audience.ONLY_ME : AUDIENCES.get(audience - 1);
    }

    @Override
    public int replyTo(int item) {
        return replyTo[item];
    }

    @Override
    public int quoteOf(int item) {
        return quoteOf[item];
    }

    @Override
    public int repostOf(int item) {
        return repostOf[item];
    }

    @Override
    public boolean mentions(int item, int member) {
        return Arrays.binarySearch(orNone(mentions[item]), member) >= 0;
    }

    @Override
    public int topicCount(int item) {
        return orNone(topics[item]).length;
    }

    @Override
    public int topic(int item, int index) {
        return orNone(topics[item])[index];
    }

    private static int[] orNone(int @Nullable [] numbers) {
        return numbers == null ? NONE : numbers;
    }

    @Override
    public String text(int item) {
        byte[] text = texts[item];
        return new String(text == null ? NO_TEXT : text, StandardCharsets.UTF_8);
    }

    @Override
    public long fingerprint(int item) {
        return fingerprints[item];
    }

    @Override
    public int[] wordHashes(int item) {
        return orNone(words[item]);
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int newestBy(int author, int[] into) {
        NewestRing ring = author < byAuthor.length ? byAuthor[author] : null;
        return ring == null ? 0 : ring.newest(into, item -> !removed(item));
    }

    @Override
    public int newest(int[] into) {
        return newest.newest(into, item -> !removed(item));
    }

    @Override
    public void forget(Erased erased) {
        // Added again, so that what the erased had pushed out of a full ring comes back.
        newest.clear();
        for (int member : erased.memberNumbers()) if (member < byAuthor.length) byAuthor[member] = null;
        for (int item = 0; item < limit; item++) {
            if (!exists(item)) continue;
            if (erased.item(item)) {
                clear(item);
                continue;
            }
            if (erased.item(replyTo[item])) replyTo[item] = -1;
            if (erased.item(quoteOf[item])) quoteOf[item] = -1;
            if (erased.item(repostOf[item])) repostOf[item] = -1;
            // As Forgetting says: an audience that is gone never opens an item.
            if (erased.item(groups[item])) {
                audiences[item] = 0;
                groups[item] = -1;
            }
            int[] mentioned = orNone(mentions[item]);
            if (Arrays.stream(mentioned).anyMatch(erased::member)) {
                mentions[item] = orAbsent(Arrays.stream(mentioned)
                        .filter(member -> !erased.member(member))
                        .toArray());
            }
            newest.add(item, published[item]);
        }
    }

    private void clear(int item) {
        authors[item] = -1;
        flags[item] = 0;
        kinds[item] = 0;
        itemLanguages[item] = 0;
        published[item] = 0;
        replyTo[item] = -1;
        quoteOf[item] = -1;
        repostOf[item] = -1;
        fingerprints[item] = 0;
        audiences[item] = 0;
        groups[item] = -1;
        topics[item] = null;
        mentions[item] = null;
        words[item] = null;
        texts[item] = null;
    }

    @Override
    public void disclose(MemberId id, Disclosure into) {
        for (int item = 0; item < limit; item++) {
            if (!exists(item)) continue;
            if (authors[item] == id.value()) {
                into.item("wrote", item, 1, published[item]);
                if (!removed(item)) into.text("text", text(item));
            } else if (mentions(item, id.value())) {
                into.item("mentioned-in", item, 1, published[item]);
            }
        }
    }

    @Override
    public void digest(Digest into) {
        for (int item = 0; item < limit; item++) {
            if (!exists(item)) continue;
            into.add(item).add(authors[item]).add(flags[item]).add(kinds[item]).add(published[item]);
            into.add(replyTo[item]).add(quoteOf[item]).add(repostOf[item]).add(fingerprints[item]);
            into.add(audience(item).toString())
                    .add(languages.tag(itemLanguages[item]))
                    .add(text(item));
            for (int topic : orNone(topics[item])) into.add(topic);
            for (int mention : orNone(mentions[item])) into.add(mention);
        }
        newest.digest(into);
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        into.ints(authors, limit)
                .bytes(flags, limit)
                .bytes(kinds, limit)
                .bytes(itemLanguages, limit)
                .longs(published, limit)
                .ints(replyTo, limit)
                .ints(quoteOf, limit)
                .ints(repostOf, limit)
                .longs(fingerprints, limit)
                .bytes(audiences, limit)
                .ints(groups, limit)
                .intArrays(topics, limit)
                .intArrays(mentions, limit)
                .secretIntArrays(words, limit)
                .secretArrays(texts, limit);
        newest.save(into);
        int count = Growing.used(byAuthor);
        into.number(count);
        for (int author = 0; author < count; author++) {
            NewestRing ring = byAuthor[author];
            (ring == null ? new NewestRing(AUTHOR_RING) : ring).save(into);
        }
    }

    @Override
    public void load(ArrayReader from) {
        authors = from.ints();
        limit = authors.length;
        flags = from.bytes();
        kinds = from.bytes();
        itemLanguages = from.bytes();
        published = from.longs();
        replyTo = from.ints();
        quoteOf = from.ints();
        repostOf = from.ints();
        fingerprints = from.longs();
        audiences = from.bytes();
        groups = from.ints();
        topics = from.intArrays();
        mentions = from.intArrays();
        words = from.secretIntArrays();
        texts = from.secretArrays();
        newest.load(from);
        byAuthor = new NewestRing[(int) from.number()];
        for (int author = 0; author < byAuthor.length; author++) {
            NewestRing ring = new NewestRing(AUTHOR_RING);
            ring.load(from);
            if (ring.size() > 0) byAuthor[author] = ring;
        }
    }
}
