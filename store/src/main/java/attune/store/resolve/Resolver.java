package attune.store.resolve;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Post;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns drafts into events in log order. The log calls [#resolve], writes what it returns, calls [#accept] for each
/// event written, and [#clear] once the group is folded or has failed.
///
/// Threads: the log's writer only.
public final class Resolver {
    private static final int MAX_TOPIC_CHARS = 100;

    private final DirectoryFold directory;
    private final Pending pending;
    private final Past past;
    private final Structure structure;

    public Resolver(DirectoryFold directory, Past past) {
        this.directory = directory;
        this.pending = new Pending(directory);
        this.past = past;
        this.structure = new Structure(pending);
    }

    /// @param events topics defined on the way first, the draft's own event last
    /// @param undone the foreign record that was asked for and stands no more once this is written
    public record Resolved(List<Event> events, @Nullable Origin undone) {}

    public Resolved resolve(Draft draft) throws Rejection {
        Asked asked = new Asked();
        Event event;
        try {
            event = draft.resolution().resolve(asked);
        } catch (IllegalArgumentException invalid) {
            throw new Rejection("invalid", "", String.valueOf(invalid.getMessage()));
        }
        structure.check(event, asked.topicLimit());
        asked.events.add(event);
        return new Resolved(asked.events, asked.undone);
    }

    public void accept(long sequence, Event event) {
        pending.accept(sequence, event);
    }

    public void clear() {
        pending.clear();
    }

    /// The numbers to be given next if everything accepted so far is committed.
    public DirectoryFold.Numbers next() {
        return pending.next();
    }

    /// Items a member published, those of this group included.
    public BitSet itemsOf(MemberId member) {
        BitSet items = directory.itemsOf(member);
        for (int item : pending.itemsOf(member.value())) items.set(item);
        return items;
    }

    /// Event time as the log keeps it: not after arrival, not before 1970, not from a clock that runs ahead.
    public static long eventMillis(Draft draft, long arrivalMillis) throws Rejection {
        if (draft.eventMillis() == Draft.NOW) return arrivalMillis;
        if (draft.eventMillis() > arrivalMillis + Draft.MAX_SKEW_MILLIS) {
            throw new Rejection(
                    "future-time",
                    "at",
                    "The time lies more than ten minutes ahead. Maybe the sender's clock is wrong.");
        }
        if (draft.eventMillis() < 0) {
            throw new Rejection(
                    "invalid-time", "at", "The time lies before 1970. Maybe seconds and milliseconds are mixed up.");
        }
        return Math.min(draft.eventMillis(), arrivalMillis);
    }

    /// The questions of one draft, and what they led to.
    private final class Asked implements Ids {
        private final List<Event> events = new ArrayList<>(2);
        private @Nullable Origin undone;

        int topicLimit() {
            return pending.next().topic() + events.size();
        }

        @Override
        public MemberId member(String field, ExternalId id) throws Rejection {
            int found = pending.member(id.value());
            if (found < 0) {
                throw new Rejection("unknown-member", field, "No member has this id. Maybe send member.joined first.");
            }
            return new MemberId(found);
        }

        @Override
        public MemberId newMember(ExternalId id) throws Rejection {
            if (pending.member(id.value()) >= 0) {
                throw new Rejection(
                        "member-exists", "member", "A member has this id already. Maybe send member.changed.");
            }
            return new MemberId(pending.next().member());
        }

        @Override
        public ItemId item(String field, ExternalId id) throws Rejection {
            int found = pending.item(id.value());
            if (found < 0) {
                throw new Rejection("unknown-item", field, "No item has this id. Maybe send item.published first.");
            }
            return new ItemId(found);
        }

        @Override
        public ItemId newItem(ExternalId id) throws Rejection {
            if (pending.item(id.value()) >= 0) {
                throw new Rejection("item-exists", "item", "An item has this id already. Maybe send item.edited.");
            }
            return new ItemId(pending.next().item());
        }

        @Override
        public MemberId author(ItemId item) {
            return new MemberId(pending.author(item.value()));
        }

        @Override
        public Post post(ItemId item) {
            return switch (past.at(pending.post(item.value()))) {
                case Event.ItemPublished published -> published.post();
                case Event.ItemEdited edited -> edited.post();
                case Event other -> throw new IllegalStateException("Not a post: " + other.getClass());
            };
        }

        @Override
        public TopicId topic(String name) throws Rejection {
            String known = name.strip().toLowerCase(Locale.ROOT);
            if (known.isEmpty() || known.length() > MAX_TOPIC_CHARS) {
                throw new Rejection("invalid-topic", "topics", "A topic's name has 1 to 100 characters.");
            }
            int found = pending.topic(known);
            if (found >= 0) return new TopicId(found);
            for (Event event : events) {
                if (event instanceof Event.TopicDefined defined
                        && defined.name().equals(known)) return defined.topic();
            }
            TopicId topic = new TopicId(topicLimit());
            events.add(new Event.TopicDefined(topic, known));
            return topic;
        }

        @Override
        public Act act(String name) throws Rejection {
            Act act = pending.act(name);
            if (act == null) {
                throw new Rejection(
                        "unknown-act",
                        "act",
                        "No act has this name. Maybe it is \"" + Nearest.to(name, pending.actNames())
                                + "\", or define it first with act.defined.");
            }
            return act;
        }

        @Override
        public Act newAct(String name, Act.Unit unit, Act.Polarity polarity, boolean shown) throws Rejection {
            if (pending.act(name) != null) {
                throw new Rejection("act-exists", "act", "An act has this name already; acts do not change.");
            }
            if (pending.nextAct() > ActId.MAX) {
                throw new Rejection("too-many-acts", "act", "A community has at most 64 acts.");
            }
            return new Act(new ActId(pending.nextAct()), name, unit, polarity, shown);
        }

        @Override
        public Event factFrom(String source, String record) throws Rejection {
            Event fact = past.from(source, record).orElse(null);
            if (fact == null) {
                throw new Rejection("unknown-record", "record", "No standing fact came from this record.");
            }
            undone = new Origin(source, record);
            return fact;
        }
    }
}
