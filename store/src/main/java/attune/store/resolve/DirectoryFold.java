package attune.store.resolve;

import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.store.log.Directory;
import attune.store.log.Erased;
import attune.store.projection.ActRows;
import attune.store.projection.Digest;
import attune.store.projection.Disclosure;
import attune.store.projection.Projection;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directory as a fold over the log. It is the first projection of a community, so that all others agree with it.
///
/// Threads: as every projection; besides, the log's writer reads it without the lock, being the one that folds.
public final class DirectoryFold implements Directory, Projection {
    private static final int NOBODY = -1;
    private static final int NOTHING = -1;

    private final NameTable members;
    private final NameTable items;
    private final NameTable topics;
    private final List<Act> acts = new ArrayList<>(Acts.STANDARD);
    private int[] authors = new int[16];
    private long[] posts = new long[16];
    /// Each author's items as a chain, from the latest back, so that an erasure need not search all items.
    private int[] before = new int[16];

    private int[] latest = {};
    private final BitSet held = new BitSet();
    private final BitSet restricted = new BitSet();
    private Numbers next = new Numbers(0, 0, 0);

    /// The numbers to be given next; kept beside the log, because erasure may take the largest out of it.
    public record Numbers(int member, int item, int topic) {}

    /// @param seed secret seed of the hash tables
    public DirectoryFold(long seed) {
        members = new NameTable(seed);
        items = new NameTable(seed + 1);
        topics = new NameTable(seed + 2);
    }

    /// Called before replay: numbers below these were given once, even if nothing bears them any more.
    public void startAt(Numbers numbers) {
        next = numbers;
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public void apply(Envelope envelope) {
        Event event = envelope.event();
        if (event instanceof ItemPublished e) {
            publish(e, envelope.sequence());
        } else if (event instanceof ItemEdited e) {
            posts[e.item().value()] = envelope.sequence();
        } else if (event instanceof MemberJoined e) {
            members.put(e.member().value(), e.profile().externalId().value());
            next = new Numbers(Math.max(next.member, e.member().value() + 1), next.item, next.topic);
        } else if (event instanceof TopicDefined e) {
            topics.put(e.topic().value(), e.name());
            next = new Numbers(
                    next.member, next.item, Math.max(next.topic, e.topic().value() + 1));
        } else if (event instanceof ActDefined e) {
            acts.add(e.act());
        } else if (event instanceof MemberErased e) {
            drop(e.member());
        } else if (event instanceof HoldPlaced e) {
            held.set(e.member().value());
        } else if (event instanceof HoldLifted e) {
            held.clear(e.member().value());
        } else if (event instanceof ErasureAsked e) {
            restricted.set(e.member().value());
        }
    }

    private void publish(ItemPublished event, long sequence) {
        int item = event.item().value();
        if (item >= authors.length) {
            int old = authors.length;
            int length = Math.max(item + 1, old + (old >> 1));
            authors = Arrays.copyOf(authors, length);
            posts = Arrays.copyOf(posts, length);
            before = Arrays.copyOf(before, length);
        }
        int author = event.member().value();
        authors[item] = author;
        chain(item, author);
        posts[item] = sequence;
        items.put(item, event.post().externalId().value());
        next = new Numbers(next.member, Math.max(next.item, item + 1), next.topic);
    }

    private void chain(int item, int author) {
        before[item] = latest(author);
        latest[author] = item;
    }

    private int latest(int author) {
        int old = latest.length;
        if (author >= old) {
            latest = Arrays.copyOf(latest, Math.max(author + 1, old + (old >> 1)));
            Arrays.fill(latest, old, latest.length, NOTHING);
        }
        return latest[author];
    }

    @Override
    public void forget(Erased erased) {
        erased.members().forEach(this::drop);
    }

    private void drop(MemberId member) {
        members.drop(member.value());
        held.clear(member.value());
        restricted.clear(member.value());
        BitSet gone = itemsOf(member);
        for (int item = gone.nextSetBit(0); item >= 0; item = gone.nextSetBit(item + 1)) {
            items.drop(item);
            authors[item] = NOBODY;
            posts[item] = 0;
            before[item] = NOTHING;
        }
        if (member.value() < latest.length) latest[member.value()] = NOTHING;
    }

    /// Which items a member published; for the erasure that takes them along.
    public BitSet itemsOf(MemberId member) {
        BitSet found = new BitSet();
        if (member.value() >= latest.length) return found;
        for (int item = latest[member.value()]; item != NOTHING; item = before[item]) found.set(item);
        return found;
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        String name = members.name(member.value());
        if (name == null) return;
        into.text("external id", name);
        itemsOf(member).stream().forEach(item -> into.text("item", String.valueOf(items.name(item))));
    }

    @Override
    public void digest(Digest into) {
        for (NameTable table : List.of(members, items, topics)) {
            for (int number = 0; number < table.limit(); number++) {
                String name = table.name(number);
                if (name != null) into.add(number).add(name);
            }
        }
        for (int item = 0; item < items.limit(); item++) if (items.has(item)) into.add(authors[item]);
        for (Act act : acts) into.add(act.toString());
        held.stream().forEach(into::add);
        restricted.stream().forEach(into::add);
    }

    @Override
    public Optional<MemberId> member(ExternalId id) {
        int found = members.find(id.value());
        return found < 0 ? Optional.empty() : Optional.of(new MemberId(found));
    }

    @Override
    public Optional<ItemId> item(ExternalId id) {
        int found = items.find(id.value());
        return found < 0 ? Optional.empty() : Optional.of(new ItemId(found));
    }

    @Override
    public Optional<TopicId> topic(String name) {
        int found = topics.find(name);
        return found < 0 ? Optional.empty() : Optional.of(new TopicId(found));
    }

    @Override
    public Optional<Act> act(String name) {
        for (Act act : acts) if (act.name().equals(name)) return Optional.of(act);
        return Optional.empty();
    }

    @Override
    public ExternalId externalId(MemberId member) {
        return new ExternalId(demand(members.name(member.value()), member));
    }

    @Override
    public ExternalId externalId(ItemId item) {
        return new ExternalId(demand(items.name(item.value()), item));
    }

    @Override
    public boolean knows(MemberId member) {
        return members.has(member.value());
    }

    @Override
    public boolean knows(ItemId item) {
        return items.has(item.value());
    }

    @Override
    public String topicName(TopicId topic) {
        return demand(topics.name(topic.value()), topic);
    }

    @Override
    public Act act(int actId) {
        if (actId < 0 || actId >= acts.size()) throw new NoSuchElementException("No act has number " + actId + ".");
        return acts.get(actId);
    }

    @Override
    public List<Act> acts() {
        return List.copyOf(acts);
    }

    @Override
    public int memberLimit() {
        return next.member;
    }

    @Override
    public int itemLimit() {
        return next.item;
    }

    @Override
    public int topicLimit() {
        return next.topic;
    }

    Numbers next() {
        return next;
    }

    boolean held(int member) {
        return held.get(member);
    }

    boolean restricted(int member) {
        return restricted.get(member);
    }

    int actCount() {
        return acts.size();
    }

    int findMember(String name) {
        return members.find(name);
    }

    int findItem(String name) {
        return items.find(name);
    }

    int findTopic(String name) {
        return topics.find(name);
    }

    boolean knowsItem(int item) {
        return items.has(item);
    }

    @Nullable
    String memberName(int member) {
        return members.name(member);
    }

    @Nullable
    String itemName(int item) {
        return items.name(item);
    }

    int author(int item) {
        return authors[item];
    }

    /// The sequence of the fact that last said what the item is.
    long post(int item) {
        return posts[item];
    }

    private static String demand(@Nullable String name, Object id) {
        if (name == null) throw new NoSuchElementException(id + " was never given a name, or is erased.");
        return name;
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        members.save(into);
        items.save(into);
        topics.save(into);
        int[] known = Arrays.copyOf(authors, items.limit());
        for (int item = 0; item < known.length; item++) if (!items.has(item)) known[item] = NOBODY;
        into.ints(known, known.length).longs(posts, known.length);
        for (BitSet set : List.of(held, restricted)) {
            long[] words = set.toLongArray();
            into.longs(words, words.length);
        }
        into.number(next.member).number(next.item).number(next.topic);
        ActRows.save(acts, into);
    }

    @Override
    public void load(ArrayReader from) {
        members.load(from);
        items.load(from);
        topics.load(from);
        authors = from.ints();
        posts = from.longs();
        before = new int[authors.length];
        latest = new int[0];
        // Items are numbered in the order of publishing, so chains come out as they were.
        for (int item = 0; item < authors.length; item++) if (authors[item] != NOBODY) chain(item, authors[item]);
        for (BitSet set : List.of(held, restricted)) {
            set.clear();
            set.or(BitSet.valueOf(from.longs()));
        }
        next = new Numbers((int) from.number(), (int) from.number(), (int) from.number());
        List<Act> saved = ActRows.load(from);
        acts.clear();
        acts.addAll(saved);
    }
}
