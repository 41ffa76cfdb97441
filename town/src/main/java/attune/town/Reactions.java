package attune.town;

import attune.town.TownEvent.Blocked;
import attune.town.TownEvent.Followed;
import attune.town.TownEvent.Muted;
import attune.town.TownEvent.Muting;
import attune.town.TownEvent.Unfollowed;
import attune.town.behaviour.Act;
import attune.town.behaviour.Appeal;
import attune.town.behaviour.Consequences;
import attune.town.chance.Chance;
import attune.town.resident.Resident;
import attune.town.resident.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an act leads to: words for a reply, a follow after a like, a mute after a hide, an answer from the
/// author.
final class Reactions {
    private static final long TYPING_MILLIS = 25_000;
    private static final long TAP_MILLIS = 900;
    private static final double ANSWER_MINUTES = 12;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final World world;
    private final Newsroom newsroom;
    private final Agenda agenda;
    private final Map<Integer, Integer> said = new HashMap<>();

    Reactions(World world, Newsroom newsroom, Agenda agenda) {
        this.world = world;
        this.newsroom = newsroom;
        this.agenda = agenda;
    }

    /// Lets the consequences of one act happen. Returns how long they keep the member busy.
    long follow(Act act, Resident member, Session.Look look, long atMillis, Chance chance) {
        switch (act) {
            case LIKE -> liked(member, look, atMillis, chance);
            case REPLY -> replied(member, look, atMillis, chance);
            case QUOTE -> newsroom.quote(member, next(member), look.notice(), atMillis, chance);
            case HIDE -> hid(member, look, atMillis, chance);
            case NOT_INTERESTED -> refused(member, look, atMillis, chance);
            case REPORT -> reported(member, look, atMillis, chance);
            case DWELL, OPEN, REPOST, SAVE, SHARE, PROFILE_VISIT -> {}
        }
        return act == Act.REPLY || act == Act.QUOTE ? TYPING_MILLIS : TAP_MILLIS;
    }

    private void liked(Resident member, Session.Look look, long atMillis, Chance chance) {
        if (chance.happens(consequences().unlike())) {
            agenda.add(
                    atMillis + 4_000,
                    new Agenda.Errand.Unlike(member, look.shown().item()));
        }
        int author = look.notice().post().author();
        double wish = consequences().followAfterLike() * Appeal.pleasure(look.appeal());
        if (author >= 0 && chance.happens(wish) && world.ties().follow(member.index(), author)) {
            world.outbox().add(new Followed(atMillis, member.id(), look.shown().author()));
        }
    }

    private void replied(Resident member, Session.Look look, long atMillis, Chance chance) {
        String reply = newsroom.reply(member, next(member), look.notice(), atMillis, chance)
                .id();
        Board.Notice notice = world.board().find(reply).orElseThrow();
        author(look)
                .filter(author -> author.role() != Role.SPAMMER
                        && chance.happens(consequences().answerBack()))
                .ifPresent(author -> {
                    long pause = (long) (chance.logNormal(ANSWER_MINUTES, 1.0) * MILLIS_PER_MINUTE);
                    agenda.add(atMillis + pause, new Agenda.Errand.Thank(author, notice));
                });
    }

    private void hid(Resident member, Session.Look look, long atMillis, Chance chance) {
        int author = look.notice().post().author();
        if (world.ties().follows(member.index(), author)) {
            if (chance.happens(consequences().unfollowAfterHide())
                    && world.ties().unfollow(member.index(), author)) {
                world.outbox()
                        .add(new Unfollowed(atMillis, member.id(), look.shown().author()));
            }
        } else if (author >= 0
                && chance.happens(consequences().muteAfterHide())
                && world.ties().shun(member.index(), author)) {
            world.outbox()
                    .add(new Muted(
                            atMillis, member.id(), Muting.MEMBER, look.shown().author()));
        }
    }

    private void refused(Resident member, Session.Look look, long atMillis, Chance chance) {
        look.notice().post().topic().ifPresent(topic -> {
            if (member.taste().liking(topic) < 0
                    && chance.happens(consequences().muteTopicAfterNo())) {
                world.outbox().add(new Muted(atMillis, member.id(), Muting.TOPIC, topic.id()));
            }
        });
    }

    private void reported(Resident member, Session.Look look, long atMillis, Chance chance) {
        int author = look.notice().post().author();
        if (author >= 0
                && chance.happens(consequences().blockAfterReport())
                && world.ties().shun(member.index(), author)) {
            world.ties().unfollow(member.index(), author);
            world.outbox().add(new Blocked(atMillis, member.id(), look.shown().author()));
        }
    }

    /// The author says thanks, unless the reply is gone by then.
    void thank(Resident author, Board.Notice reply, long atMillis) {
        if (world.board().holds(reply)) {
            int nth = next(author);
            newsroom.thank(
                    author, nth, reply, atMillis, Chance.of(world.seed(), Chance.Stream.ANSWER, author.index(), nth));
        }
    }

    private Optional<Resident> author(Session.Look look) {
        int author = look.notice().post().author();
        return author < 0 ? Optional.empty() : Optional.of(world.population().at(author));
    }

    private int next(Resident author) {
        return said.merge(author.index(), 1, Integer::sum);
    }

    private Consequences consequences() {
        return world.behaviour().consequences();
    }
}
