package attune.town;

import attune.town.TownEvent.Audience;
import attune.town.TownEvent.Published;
import attune.town.behaviour.Post;
import attune.town.chance.Chance;
import attune.town.chance.Chance.Stream;
import attune.town.phrase.Language;
import attune.town.phrase.Topic;
import attune.town.phrase.Wording;
import attune.town.resident.Population;
import attune.town.resident.Resident;
import attune.town.resident.Role;
import attune.town.resident.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Where residents write: posts by their own rhythm, replies and quotes out of a session, spam, and words from
/// outside.
final class Newsroom {
    private static final int SPAM_REPEATS = 4;
    private static final double IN_SECOND_LANGUAGE = 0.08;

    private final World world;

    Newsroom(World world) {
        this.world = world;
    }

    /// The author's n-th post. It depends on seed, author and n only, never on what any feed showed.
    Post write(Resident author, int nth, long atMillis) {
        Chance chance = Chance.of(world.seed(), Stream.POSTING, author.index(), nth);
        return author.role() == Role.SPAMMER
                ? spam(author, nth, atMillis, chance)
                : post(author, nth, atMillis, chance);
    }

    private Post post(Resident author, int nth, long atMillis, Chance chance) {
        Topic topic = author.taste().choose(chance);
        Language language = chance.happens(IN_SECOND_LANGUAGE) ? author.second() : author.language();
        Wording wording = world.phrasebook().post(topic, language, chance);
        Audience audience = audience(author, topic, chance);
        List<String> mentions = audience == Audience.MENTIONED ? mentions(author, chance) : List.of();
        String text = mentions.isEmpty() ? wording.text() : "@" + String.join(" @", mentions) + " " + wording.text();
        Post post = new Post(
                author.id() + "-" + nth,
                author.index(),
                Optional.of(topic),
                language,
                author.writes().varied(chance),
                author.quality() + chance.normal(0, 0.8),
                false,
                wording.question(),
                text.length(),
                atMillis);
        String group = audience == Audience.GROUP ? Population.groupOf(topic, author.language()) : null;
        publish(post, author, text, audience, group, mentions, null, null);
        return post;
    }

    /// The same words a few times in a row, under a topic that happens to be popular.
    private Post spam(Resident author, int nth, long atMillis, Chance chance) {
        Chance wording = Chance.of(world.seed(), Stream.POSTING, author.index(), -1 - nth / SPAM_REPEATS);
        Topic topic = wording.pick(List.of(Topic.values()));
        String text = world.phrasebook().spam(author.language(), wording) + " #"
                + world.phrasebook().hashtag(topic, author.language());
        Post post = new Post(
                author.id() + "-" + nth,
                author.index(),
                Optional.of(topic),
                author.language(),
                author.writes().varied(chance),
                author.quality() + chance.normal(0, 0.3),
                true,
                OptionalInt.empty(),
                text.length(),
                atMillis);
        publish(post, author, text, Audience.PUBLIC, null, List.of(), null, null);
        return post;
    }

    /// Nearly everything is public; a little is for followers, a group, somebody mentioned, or the author's own
    /// notes.
    private Audience audience(Resident author, Topic topic, Chance chance) {
        double point = chance.uniform();
        boolean inGroup = author.groups().contains(Population.groupOf(topic, author.language()));
        if (point < 0.035) {
            return Audience.FOLLOWERS;
        }
        if (point < 0.050) {
            return world.ties().circle(author.index()).length > 0 ? Audience.MENTIONED : Audience.FOLLOWERS;
        }
        if (point < 0.055) {
            return Audience.ONLY_ME;
        }
        return point < 0.20 && inGroup ? Audience.GROUP : Audience.PUBLIC;
    }

    private List<String> mentions(Resident author, Chance chance) {
        int[] circle = world.ties().circle(author.index());
        List<String> mentions = new ArrayList<>();
        int count = chance.whole(1, 2);
        for (int n = 0; n < count; n++) {
            String id = world.population()
                    .at(circle[chance.whole(0, circle.length - 1)])
                    .id();
            if (!mentions.contains(id)) {
                mentions.add(id);
            }
        }
        return mentions;
    }

    /// A reply to a post, in its language if the member speaks it, for the audience of the post.
    Post reply(Resident author, int nth, Board.Notice to, long atMillis, Chance chance) {
        Language language = author.understands(to.post().language()) ? to.post().language() : author.language();
        Topic topic = to.post().topic().orElseGet(() -> author.taste().choose(chance));
        String text = world.phrasebook().reply(topic, language, to.post().question(), chance);
        return respond(author, "-r" + nth, to, text, language, atMillis, true, chance);
    }

    /// The author's word of thanks to somebody who replied.
    Post thank(Resident author, int nth, Board.Notice to, long atMillis, Chance chance) {
        String text = world.phrasebook().thanks(to.post().language(), chance);
        return respond(author, "-r" + nth, to, text, to.post().language(), atMillis, true, chance);
    }

    /// A quote: the post again, under a line of the member's own.
    Post quote(Resident author, int nth, Board.Notice of, long atMillis, Chance chance) {
        String text = world.phrasebook().quote(author.language(), chance);
        return respond(author, "-q" + nth, of, text, author.language(), atMillis, false, chance);
    }

    private Post respond(
            Resident author,
            String suffix,
            Board.Notice to,
            String text,
            Language language,
            long atMillis,
            boolean reply,
            Chance chance) {
        Post post = new Post(
                author.id() + suffix,
                author.index(),
                to.post().topic(),
                language,
                author.writes().varied(chance),
                author.quality() + chance.normal(-0.3, 0.8),
                false,
                OptionalInt.empty(),
                text.length(),
                atMillis);
        String item = to.post().id();
        List<String> mentions = to.audience() == Audience.MENTIONED ? partners(author, to) : List.of();
        publish(post, author, text, to.audience(), to.group(), mentions, reply ? item : null, reply ? null : item);
        return post;
    }

    /// In a conversation among the mentioned, the one who is answered is mentioned too.
    private List<String> partners(Resident author, Board.Notice to) {
        List<String> partners = new ArrayList<>(to.mentions());
        partners.remove(author.id());
        if (to.post().author() >= 0) {
            partners.add(world.population().at(to.post().author()).id());
        }
        return partners.stream().distinct().toList();
    }

    private void publish(
            Post post,
            Resident author,
            String text,
            Audience audience,
            @Nullable String group,
            List<String> mentions,
            @Nullable String replyTo,
            @Nullable String quoteOf) {
        Published published = new Published(
                post.publishedMillis(),
                post.id(),
                author.id(),
                text,
                post.language().tag(),
                post.topic().map(Topic::id).map(List::of).orElse(List.of()),
                audience,
                group,
                mentions,
                replyTo,
                quoteOf);
        world.board().pin(post, published);
        world.outbox().add(published);
    }

    /// Something that was published from outside the town: its hidden quality is drawn from its id.
    Board.Notice hear(Published published) {
        Chance chance = Chance.of(world.seed(), Stream.GUEST, published.item().hashCode(), 0);
        Optional<Resident> author = world.population().find(published.author());
        Post post = new Post(
                published.item(),
                author.map(Resident::index).orElse(-1),
                published.topics().stream()
                        .flatMap(id -> Topic.ofId(id).stream())
                        .findFirst(),
                Language.ofTag(published.language()),
                author.map(known -> known.writes().varied(chance)).orElse(Style.plain()),
                author.map(Resident::quality).orElse(0.0) + chance.normal(0, 0.8),
                false,
                OptionalInt.empty(),
                published.text().length(),
                published.atMillis());
        return world.board().pin(post, published);
    }
}
