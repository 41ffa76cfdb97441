package attune.town;

import attune.town.behaviour.Act;
import attune.town.resident.AgeBand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fact that happened in the town, as the town would report it to the network's API.
///
/// Every fact carries its time; ids are the external ids of the town. The record names follow the wire types of
/// the event API (`wireType`), so that an adapter is one `switch`. Facts are handed over in time order.
public sealed interface TownEvent {

    /// When it happened, in virtual epoch milliseconds.
    long atMillis();

    /// `member.joined`: somebody opened an account.
    record Joined(
            long atMillis,
            String member,
            String name,
            String locale,
            String timeZone,
            AgeBand ageBand,
            boolean locked,
            boolean recommendable)
            implements TownEvent {}

    /// `consent.given`: a yes for one purpose.
    record ConsentGiven(long atMillis, String member, String purpose, int version) implements TownEvent {}

    /// `followed`.
    record Followed(long atMillis, String member, String other) implements TownEvent {}

    /// `unfollowed`.
    record Unfollowed(long atMillis, String member, String other) implements TownEvent {}

    /// `blocked`: hides both ways.
    record Blocked(long atMillis, String member, String other) implements TownEvent {}

    /// `muted`: `value` is a member id, a word or a topic, as `what` says.
    record Muted(long atMillis, String member, Muting what, String value) implements TownEvent {}

    /// `group.joined`: membership of a community, such as `cycling-de`.
    record GroupJoined(long atMillis, String member, String group) implements TownEvent {}

    /// `item.published`: a post, a reply (`replyTo`) or a quote (`quoteOf`).
    record Published(
            long atMillis,
            String item,
            String author,
            String text,
            String language,
            List<String> topics,
            Audience audience,
            @Nullable String group,
            List<String> mentions,
            @Nullable String replyTo,
            @Nullable String quoteOf)
            implements TownEvent {
        public Published {
            topics = List.copyOf(topics);
            mentions = List.copyOf(mentions);
            if ((audience == Audience.GROUP) != (group != null)) {
                throw new IllegalArgumentException(
                        "Audience " + audience + " with group " + group + ". Maybe the group was forgotten?");
            }
        }
    }

    /// `item.removed`: the author took it back.
    record Removed(long atMillis, String item) implements TownEvent {}

    /// `impressed`: the entry was on the member's screen. `trace` is what the slate said, if it said anything.
    record Impressed(
            long atMillis,
            String member,
            String item,
            @Nullable String trace,
            int position) implements TownEvent {}

    /// `acted`: `value` is 1 for counted acts and milliseconds for [Act#DWELL].
    ///
    /// A reply or a quote is an act *and* a [Published]: the act names the trace that led to it, the item
    /// carries the words.
    record Acted(
            long atMillis,
            String member,
            String item,
            Act act,
            long value,
            @Nullable String trace) implements TownEvent {}

    /// `act.undone`: such as a like taken back.
    record ActUndone(long atMillis, String member, String item, Act act) implements TownEvent {}

    /// The type of this fact in `POST /v1/events`.
    default String wireType() {
        return switch (this) {
            case Joined _ -> "member.joined";
            case ConsentGiven _ -> "consent.given";
            case Followed _ -> "followed";
            case Unfollowed _ -> "unfollowed";
            case Blocked _ -> "blocked";
            case Muted _ -> "muted";
            case GroupJoined _ -> "group.joined";
            case Published _ -> "item.published";
            case Removed _ -> "item.removed";
            case Impressed _ -> "impressed";
            case Acted _ -> "acted";
            case ActUndone _ -> "act.undone";
        };
    }

    /// Who may see a post; `wireName` is what the API calls it.
    enum Audience {
        PUBLIC("public"),
        FOLLOWERS("followers"),
        GROUP("group"),
        MENTIONED("mentioned"),
        ONLY_ME("me");

        private final String wireName;

        Audience(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /// What a mute is about; `wireName` is what the API calls it.
    enum Muting {
        MEMBER("member"),
        WORD("word"),
        TOPIC("topic");

        private final String wireName;

        Muting(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
