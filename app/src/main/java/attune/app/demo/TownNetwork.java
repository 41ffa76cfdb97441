package attune.app.demo;

import attune.app.Attune;
import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Event;
import attune.model.event.Mute;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.identity.TraceId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Purpose;
import attune.pipeline.Slates;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Outcome;
import attune.store.log.Rejection;
import attune.town.Network;
import attune.town.Shown;
import attune.town.TownEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adapts a community to the town's port: its facts become drafts, its members' slates come from the home
/// surface.
public final class TownNetwork implements Network {
    private static final Origin ORIGIN = Origin.of("town");
    private static final int BATCH = 2_000;

    private final Attune attune;
    private final TownClock clock;
    private final Set<String> groups = new HashSet<>();

    public TownNetwork(Attune attune, TownClock clock) {
        this.attune = attune;
        this.clock = clock;
    }

    @Override
    public void apply(List<TownEvent> events) {
        List<Draft> drafts = new ArrayList<>(events.size());
        for (TownEvent event : events) {
            clock.advanceTo(event.atMillis());
            if (event instanceof TownEvent.GroupJoined joined && groups.add(joined.group())) drafts.add(found(joined));
            drafts.add(new Draft(ORIGIN, null, event.atMillis(), ids -> resolve(event, ids)));
        }
        for (int from = 0; from < drafts.size(); from += BATCH) {
            append(drafts.subList(from, Math.min(from + BATCH, drafts.size())));
        }
    }

    private void append(List<Draft> drafts) {
        for (Outcome outcome : attune.log().appendNow(drafts)) {
            if (outcome instanceof Outcome.Rejected(String code, String field, String detail)) {
                throw new IllegalStateException(
                        "The town told something impossible: " + code + " " + field + " " + detail);
            }
        }
    }

    /// The town speaks of groups by name alone; the first to join one is taken for its founder.
    private static Draft found(TownEvent.GroupJoined joined) {
        return new Draft(ORIGIN, null, joined.atMillis(), ids -> {
            ExternalId group = new ExternalId(joined.group());
            Post post = new Post(
                    group,
                    ItemKind.GROUP,
                    joined.group(),
                    Post.UNKNOWN_LANGUAGE,
                    Audience.PUBLIC,
                    ThreadLinks.NONE,
                    List.of(),
                    List.of());
            return new Event.ItemPublished(
                    ids.member("member", new ExternalId(joined.member())), ids.newItem(group), post);
        });
    }

    private static Event resolve(TownEvent event, Ids ids) throws Rejection {
        return switch (event) {
            case TownEvent.Joined joined ->
                new Event.MemberJoined(
                        ids.newMember(new ExternalId(joined.member())),
                        new Profile(
                                new ExternalId(joined.member()),
                                joined.name(),
                                List.of(Locale.forLanguageTag(joined.locale()).getLanguage()),
                                ZoneId.of(joined.timeZone()),
                                AgeBand.valueOf(joined.ageBand().name()),
                                joined.locked(),
                                joined.recommendable()));
            case TownEvent.ConsentGiven given ->
                new Event.ConsentGiven(member(ids, given.member()), purpose(given.purpose()), given.version());
            case TownEvent.Followed followed ->
                new Event.Followed(member(ids, followed.member()), member(ids, followed.other()));
            case TownEvent.Unfollowed unfollowed ->
                new Event.Unfollowed(member(ids, unfollowed.member()), member(ids, unfollowed.other()));
            case TownEvent.Blocked blocked ->
                new Event.Blocked(member(ids, blocked.member()), member(ids, blocked.other()));
            case TownEvent.Muted muted -> new Event.Muted(member(ids, muted.member()), mute(ids, muted));
            case TownEvent.GroupJoined joined ->
                new Event.GroupJoined(member(ids, joined.member()), item(ids, joined.group()));
            case TownEvent.Published published -> publish(ids, published);
            case TownEvent.Removed removed -> {
                ItemId item = item(ids, removed.item());
                yield new Event.ItemRemoved(ids.author(item), item);
            }
            case TownEvent.Impressed seen ->
                new Event.Impressed(
                        member(ids, seen.member()), item(ids, seen.item()), trace(seen.trace()), seen.position());
            case TownEvent.Acted acted ->
                new Event.Acted(
                        member(ids, acted.member()),
                        item(ids, acted.item()),
                        act(ids, acted.act()),
                        acted.value(),
                        trace(acted.trace()));
            case TownEvent.ActUndone undone ->
                new Event.ActUndone(member(ids, undone.member()), item(ids, undone.item()), act(ids, undone.act()));
        };
    }

    private static Event publish(Ids ids, TownEvent.Published published) throws Rejection {
        List<TopicId> topics = new ArrayList<>();
        for (String topic : published.topics()) topics.add(ids.topic(topic));
        List<MemberId> mentions = new ArrayList<>();
        for (String mention : published.mentions()) mentions.add(member(ids, mention));
        String group = published.group();
        Audience audience = switch (published.audience()) {
            case PUBLIC -> Audience.PUBLIC;
            case FOLLOWERS -> Audience.FOLLOWERS;
            case MENTIONED -> Audience.MENTIONED;
            case ONLY_ME -> Audience.ONLY_ME;
            case GROUP -> new Audience.Group(item(ids, group == null ? "" : group));
        };
        ExternalId id = new ExternalId(published.item());
        ThreadLinks links = new ThreadLinks(link(ids, published.replyTo()), link(ids, published.quoteOf()), null);
        return new Event.ItemPublished(
                member(ids, published.author()),
                ids.newItem(id),
                new Post(id, ItemKind.POST, published.text(), published.language(), audience, links, topics, mentions));
    }

    private static @Nullable ItemId link(Ids ids, @Nullable String item) throws Rejection {
        return item == null ? null : item(ids, item);
    }

    private static Mute mute(Ids ids, TownEvent.Muted muted) throws Rejection {
        return switch (muted.what()) {
            case MEMBER -> new Mute.OfMember(member(ids, muted.value()));
            case WORD -> new Mute.OfWord(muted.value());
            case TOPIC -> new Mute.OfTopic(ids.topic(muted.value()));
        };
    }

    private static Purpose purpose(String name) {
        return Purpose.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static ActId act(Ids ids, attune.town.behaviour.Act act) throws Rejection {
        Act known = ids.act(act.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return known.id();
    }

    private static @Nullable TraceId trace(@Nullable String trace) {
        return trace == null ? null : TraceId.parse(trace).orElse(null);
    }

    private static MemberId member(Ids ids, String member) throws Rejection {
        return ids.member("member", new ExternalId(member));
    }

    private static ItemId item(Ids ids, String item) throws Rejection {
        return ids.item("item", new ExternalId(item));
    }

    @Override
    public List<Shown> feed(String member, int count, long atMillis) {
        clock.advanceTo(atMillis);
        Optional<MemberId> viewer =
                attune.store().state().read(() -> attune.directory().member(new ExternalId(member)));
        if (viewer.isEmpty()) return List.of();
        Slates.Answer answer = attune.surfaces().slate("home", new Slates.Request(viewer.get(), count, null));
        if (!(answer instanceof Slates.Answer.Served served)) return List.of();
        return attune.store()
                .state()
                .read(() -> served.entries().stream()
                        .map(entry -> new Shown(
                                attune.directory()
                                        .externalId(new ItemId(entry.item()))
                                        .value(),
                                attune.directory()
                                        .externalId(new MemberId(
                                                attune.views().items.author(entry.item())))
                                        .value(),
                                served.trace().hex(),
                                entry.position()))
                        .toList());
    }
}
