package attune.town;

import attune.town.chance.Chance;
import attune.town.chance.Chance.Stream;
import attune.town.resident.Resident;
import attune.town.resident.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How people come to town: the founders with their settled ties, and newcomers with a first handful of
/// follows.
final class Arrivals {
    private static final String PERSONALIZATION = "personalization";
    private static final long FOUNDING_MILLIS = 45L * 24 * 3_600_000;
    private static final double FOLLOW_BACK = 0.25;
    private static final double MUTES_TOPIC = 0.05;
    private static final double MUTES_WORD = 0.04;
    private static final double BLOCKS = 0.03;

    private final World world;
    private final Acquaintance acquaintance = new Acquaintance();

    Arrivals(World world) {
        this.world = world;
    }

    /// The founders join over the 45 days before `untilMillis` and tie their follows; everything is told in
    /// time order.
    void found(int members, long untilMillis) {
        List<TownEvent> events = new ArrayList<>();
        for (int n = 0; n < members; n++) {
            long atMillis = untilMillis - FOUNDING_MILLIS + FOUNDING_MILLIS * n / members;
            Resident resident = world.welcome();
            acquaintance.introduce(resident);
            settle(resident, atMillis, events);
        }
        List<Resident> residents = world.population().all();
        for (Resident resident : residents) {
            long joinedMillis = untilMillis - FOUNDING_MILLIS * (members - resident.index()) / members;
            Chance chance = Chance.of(world.seed(), Stream.TIES, resident.index(), 0);
            befriend(resident, residents, joinedMillis, untilMillis, chance, events);
            avoid(resident, residents, untilMillis, chance, events);
        }
        residents.forEach(resident -> world.ties().settle(resident.index()));
        events.sort(Comparator.comparingLong(TownEvent::atMillis));
        events.forEach(world.outbox()::add);
    }

    /// A newcomer joins and follows a few: a third of what a settled member follows, at most eight.
    Resident moveIn(long atMillis) {
        Resident resident = world.welcome();
        acquaintance.introduce(resident);
        List<TownEvent> events = new ArrayList<>();
        settle(resident, atMillis, events);
        Chance chance = Chance.of(world.seed(), Stream.TIES, resident.index(), 0);
        List<Resident> residents = world.population().all();
        int wanted = resident.role() == Role.SPAMMER ? resident.follows() : Math.min(8, 1 + resident.follows() / 3);
        for (int n = 0; n < wanted; n++) {
            int other = acquaintance.choose(resident, residents, chance);
            if (other >= 0 && world.ties().follow(resident.index(), other)) {
                events.add(new TownEvent.Followed(
                        atMillis, resident.id(), residents.get(other).id()));
            }
        }
        world.ties().settle(resident.index());
        events.forEach(world.outbox()::add);
        return resident;
    }

    private static void settle(Resident resident, long atMillis, List<TownEvent> events) {
        events.add(new TownEvent.Joined(
                atMillis,
                resident.id(),
                resident.name(),
                resident.home().locale(),
                resident.home().zone().getId(),
                resident.ageBand(),
                resident.locked(),
                resident.recommendable()));
        if (resident.consenting()) {
            events.add(new TownEvent.ConsentGiven(atMillis, resident.id(), PERSONALIZATION, 1));
        }
        for (String group : resident.groups()) {
            events.add(new TownEvent.GroupJoined(atMillis, resident.id(), group));
        }
    }

    private void befriend(
            Resident resident,
            List<Resident> residents,
            long joinedMillis,
            long untilMillis,
            Chance chance,
            List<TownEvent> events) {
        for (int n = 0; n < resident.follows(); n++) {
            int other = acquaintance.choose(resident, residents, chance);
            if (other < 0) {
                continue;
            }
            Resident friend = residents.get(other);
            long atMillis = later(joinedMillis, friend, residents.size(), untilMillis, chance);
            tie(resident, friend, atMillis, events);
            boolean returns = friend.role() == Role.REGULAR && resident.role() != Role.SPAMMER;
            if (returns && chance.happens(FOLLOW_BACK)) {
                tie(friend, resident, atMillis, events);
            }
        }
    }

    private void tie(Resident member, Resident other, long atMillis, List<TownEvent> events) {
        if (world.ties().follow(member.index(), other.index())) {
            events.add(new TownEvent.Followed(atMillis, member.id(), other.id()));
        }
    }

    private static long later(long joinedMillis, Resident friend, int members, long untilMillis, Chance chance) {
        long friendJoined = untilMillis - FOUNDING_MILLIS * (members - friend.index()) / members;
        long from = Math.max(joinedMillis, friendJoined);
        return from + (long) (chance.uniform() * (untilMillis - from));
    }

    private void avoid(
            Resident resident, List<Resident> residents, long atMillis, Chance chance, List<TownEvent> events) {
        if (resident.role() == Role.SPAMMER) {
            return;
        }
        var disliked = resident.taste().disliked();
        if (chance.happens(MUTES_TOPIC)) {
            events.add(new TownEvent.Muted(atMillis, resident.id(), TownEvent.Muting.TOPIC, disliked.id()));
        }
        if (chance.happens(MUTES_WORD)) {
            String word = world.phrasebook().hashtag(disliked, resident.language());
            events.add(new TownEvent.Muted(atMillis, resident.id(), TownEvent.Muting.WORD, word));
        }
        if (chance.happens(BLOCKS)) {
            Resident other = chance.pick(residents);
            if (!world.ties().follows(resident.index(), other.index())
                    && world.ties().shun(resident.index(), other.index())) {
                events.add(new TownEvent.Blocked(atMillis, resident.id(), other.id()));
            }
        }
    }
}
