package attune.town;

import attune.town.TownEvent.Acted;
import attune.town.TownEvent.Impressed;
import attune.town.behaviour.Act;
import attune.town.behaviour.Appeal;
import attune.town.behaviour.Attention;
import attune.town.behaviour.Response;
import attune.town.chance.Chance;
import attune.town.phrase.Topic;
import attune.town.resident.Resident;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One member at the feed: entries come on the screen from the top, are looked at or passed, please or tire,
/// until it is enough.
///
/// The session goes in two beats: an entry comes on the screen (impressed), and when its dwell is over the
/// member reacts. Each beat says when the next one is due, so all residents' facts interleave in time order.
final class Session {
    private static final long BETWEEN_ENTRIES_MILLIS = 350;
    private static final long SCROLL_PAST_MILLIS = 450;

    private final World world;
    private final Reactions reactions;
    private final Resident member;
    private final Chance chance;
    private final Map<Integer, Integer> authorsMet = new HashMap<>();
    private final Map<Topic, Integer> topicsMet = new EnumMap<>(Topic.class);
    private final Deque<Shown> slate = new ArrayDeque<>();
    private int pagesAsked;
    private double energy;
    private @Nullable Look look;

    /// An entry under the member's eyes.
    record Look(Shown shown, Board.Notice notice, double appeal, long dwellMillis) {}

    Session(World world, Reactions reactions, Resident member, Chance chance) {
        this.world = world;
        this.reactions = reactions;
        this.member = member;
        this.chance = chance;
        this.energy = member.stamina() * chance.logNormal(1, 0.3);
    }

    /// One beat; the answer is when the next is due, or nothing if the member has left.
    OptionalLong beat(long atMillis, Network network) {
        if (look != null) {
            Look done = look;
            look = null;
            long busyMillis = react(done, atMillis);
            return goesOn() ? OptionalLong.of(atMillis + busyMillis + BETWEEN_ENTRIES_MILLIS) : OptionalLong.empty();
        }
        if (slate.isEmpty() && !askForMore(atMillis, network)) {
            return OptionalLong.empty();
        }
        return meet(slate.remove(), atMillis);
    }

    private boolean goesOn() {
        return energy > 0 && !chance.happens(attention().calledAway());
    }

    private boolean askForMore(long atMillis, Network network) {
        if (pagesAsked == attention().pages()) {
            return false;
        }
        pagesAsked++;
        world.outbox().send(network);
        List<Shown> page = network.feed(member.id(), attention().pageSize(), atMillis);
        slate.addAll(page);
        return !page.isEmpty();
    }

    /// The entry comes on the screen. Old acquaintances and one's own posts are passed, as are entries the eye
    /// skips.
    private OptionalLong meet(Shown shown, long atMillis) {
        world.outbox().add(new Impressed(atMillis, member.id(), shown.item(), shown.trace(), shown.position()));
        Optional<Board.Notice> fresh = world.board().find(shown.item()).filter(this::isNew);
        if (fresh.isPresent() && chance.happens(attention().examination(shown.position()))) {
            return lookAt(shown, fresh.get(), atMillis);
        }
        energy -= attention().skimEffort();
        return goesOn() ? OptionalLong.of(atMillis + SCROLL_PAST_MILLIS) : OptionalLong.empty();
    }

    private boolean isNew(Board.Notice notice) {
        return notice.post().author() != member.index() && !world.board().sawBefore(member.index(), notice);
    }

    private OptionalLong lookAt(Shown shown, Board.Notice notice, long atMillis) {
        world.board().see(member.index(), notice);
        boolean follows = world.ties().follows(member.index(), notice.post().author());
        double appeal = world.appeal().of(member, notice.post(), follows, atMillis) - fatigue(notice);
        long dwellMillis = attention().dwellMillis(appeal, notice.post().characters(), chance);
        look = new Look(shown, notice, appeal, dwellMillis);
        return OptionalLong.of(atMillis + dwellMillis);
    }

    private double fatigue(Board.Notice notice) {
        int author = authorsMet.merge(notice.post().author(), 1, Integer::sum) - 1;
        int topic = notice.post()
                .topic()
                .map(known -> topicsMet.merge(known, 1, Integer::sum) - 1)
                .orElse(0);
        return attention().fatigue(author, topic);
    }

    /// The dwell is over: each act is drawn from the hidden truth. Returns how long the acts keep the member
    /// busy.
    private long react(Look done, long atMillis) {
        act(done, Act.DWELL, done.dwellMillis(), atMillis);
        long busyMillis = 0;
        for (Response response : world.behaviour().responses()) {
            if (chance.happens(response.probability(
                    done.appeal(), warmth(response.act()), done.notice().post().spam()))) {
                act(done, response.act(), 1, atMillis);
                busyMillis += reactions.follow(response.act(), member, done, atMillis, chance);
            }
        }
        energy -= attention().effort() - attention().refreshment() * Appeal.pleasure(done.appeal());
        return busyMillis;
    }

    private double warmth(Act act) {
        boolean spoken = act == Act.REPLY || act == Act.QUOTE;
        return member.warmth() + (spoken ? member.talkativeness() : 0);
    }

    private void act(Look done, Act act, long value, long atMillis) {
        Shown shown = done.shown();
        world.outbox().add(new Acted(atMillis, member.id(), shown.item(), act, value, shown.trace()));
    }

    private Attention attention() {
        return world.behaviour().attention();
    }
}
