package attune.town;

import attune.town.Agenda.Errand;
import attune.town.TownEvent.ActUndone;
import attune.town.TownEvent.Published;
import attune.town.TownEvent.Removed;
import attune.town.behaviour.Act;
import attune.town.behaviour.Rhythm;
import attune.town.chance.Chance;
import attune.town.chance.Chance.Stream;
import attune.town.resident.Resident;

/// The living town: members who open a network's feed, read, act, tire and leave, and authors who write, in
/// virtual time.
///
/// Use it so: `Town town = Town.open(plan); town.found(network); town.step(untilMillis, network);` and step on
/// as time goes by. The same plan and the same slates give the same facts. Who writes what and when does not
/// depend on the slates at all, so two rankers can be compared on the same posts. One thread only.
public final class Town {
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final long WITHIN_THE_HOUR_MILLIS = 3_600_000;

    private final TownPlan plan;
    private final World world;
    private final Agenda agenda = new Agenda();
    private final Arrivals arrivals;
    private final Newsroom newsroom;
    private final Reactions reactions;
    private long nowMillis;

    private Town(TownPlan plan) {
        this.plan = plan;
        this.world = World.of(plan);
        this.arrivals = new Arrivals(world);
        this.newsroom = new Newsroom(world);
        this.reactions = new Reactions(world, newsroom, agenda);
        this.nowMillis = plan.historyStartMillis();
    }

    /// Reads the phrases; nobody lives there yet, see [#found].
    public static Town open(TownPlan plan) {
        return new Town(plan);
    }

    public TownPlan plan() {
        return plan;
    }

    /// Virtual time: everything up to here has happened.
    public long nowMillis() {
        return nowMillis;
    }

    /// The hidden truth, for the laboratory only. Nothing that ranks may hold it.
    public Truth truth() {
        return new Truth(world);
    }

    /// Who is there and what could be shown, beside the truth.
    public Laboratory laboratory() {
        return new Laboratory(world);
    }

    /// Tells the network the town's history up to the start of the plan: founders, ties, and days of posts and
    /// acts on a plain feed of the town's own. Call it once, before the first step.
    public void found(Network network) {
        if (world.population().size() > 0) {
            throw new IllegalStateException("The town is founded already.");
        }
        arrivals.found(plan.members(), nowMillis);
        for (Resident resident : world.population().all()) {
            awaken(resident, nowMillis);
        }
        scheduleNewcomer(0, nowMillis);
        run(plan.startMillis(), new OrganicNetwork(world, network), plan.historyShare());
    }

    /// Lives on until `untilMillis`, asking the network for slates and telling it what happened.
    public void step(long untilMillis, Network network) {
        if (world.population().size() == 0) {
            throw new IllegalStateException("Nobody lives here yet. Maybe found(network) was forgotten?");
        }
        run(untilMillis, network, 1);
    }

    /// Lets the town know of an item that was published from outside, so that its members can like it for what
    /// it is.
    public void hear(Published published) {
        newsroom.hear(published);
    }

    private void run(long untilMillis, Network network, double share) {
        while (agenda.isDue(untilMillis)) {
            nowMillis = Math.max(nowMillis, agenda.nextMillis());
            perform(agenda.remove(), network, share);
            world.outbox().sendWhenFull(network);
        }
        nowMillis = Math.max(nowMillis, untilMillis);
        world.outbox().send(network);
    }

    private void perform(Errand errand, Network network, double share) {
        switch (errand) {
            case Errand.Open(Resident member, int nth) -> open(member, nth, network, share);
            case Errand.Continue(Session session) -> beat(session, network);
            case Errand.Write(Resident author, int nth) -> write(author, nth);
            case Errand.Thank(Resident author, Board.Notice reply) -> reactions.thank(author, reply, nowMillis);
            case Errand.Unlike(Resident member, String item) ->
                world.outbox().add(new ActUndone(nowMillis, member.id(), item, Act.LIKE));
            case Errand.TakeBack(String item) -> takeBack(item);
            case Errand.MoveIn(int nth) -> moveIn(nth);
        }
    }

    /// Schedules a resident's first session and first post.
    private void awaken(Resident resident, long fromMillis) {
        scheduleOpening(resident, 0, fromMillis);
        scheduleWriting(resident, 0, fromMillis);
    }

    /// The times of openings come from a stream of their own: they do not shift when a session lasts longer.
    private void scheduleOpening(Resident member, int nth, long fromMillis) {
        Chance chance = Chance.of(world.seed(), Stream.OPENING, member.index(), nth);
        long atMillis = Rhythm.nextMillis(member, member.sessionsPerDay(), fromMillis, chance);
        agenda.add(atMillis, new Errand.Open(member, nth));
    }

    private void scheduleWriting(Resident author, int nth, long fromMillis) {
        Chance chance = Chance.of(world.seed(), Stream.WRITING, author.index(), nth);
        agenda.add(Rhythm.nextMillis(author, author.postsPerDay(), fromMillis, chance), new Errand.Write(author, nth));
    }

    private void scheduleNewcomer(int nth, long fromMillis) {
        Chance chance = Chance.of(world.seed(), Stream.NEWCOMER, nth, 0);
        double perDay = plan.members() * world.behaviour().consequences().newcomersPerDay();
        long waitMillis = (long) (chance.exponential() / perDay * MILLIS_PER_DAY);
        agenda.add(fromMillis + waitMillis, new Errand.MoveIn(nth));
    }

    private void open(Resident member, int nth, Network network, double share) {
        scheduleOpening(member, nth + 1, nowMillis);
        Chance chance = Chance.of(world.seed(), Stream.SESSION, member.index(), nth);
        if (chance.happens(share)) {
            world.visits().note(member.index(), nowMillis);
            beat(new Session(world, reactions, member, chance), network);
        }
    }

    private void beat(Session session, Network network) {
        session.beat(nowMillis, network).ifPresent(atMillis -> agenda.add(atMillis, new Errand.Continue(session)));
    }

    private void write(Resident author, int nth) {
        String item = newsroom.write(author, nth, nowMillis).id();
        scheduleWriting(author, nth + 1, nowMillis);
        Chance chance = Chance.of(world.seed(), Stream.REMOVAL, author.index(), nth);
        if (chance.happens(world.behaviour().consequences().removal())) {
            agenda.add(nowMillis + (long) (chance.uniform() * WITHIN_THE_HOUR_MILLIS), new Errand.TakeBack(item));
        }
    }

    private void takeBack(String item) {
        world.board().remove(item);
        world.outbox().add(new Removed(nowMillis, item));
    }

    /// A newcomer looks at the feed at once: the first session is the one that counts.
    private void moveIn(int nth) {
        Resident resident = arrivals.moveIn(nowMillis);
        agenda.add(nowMillis + 60_000, new Errand.Open(resident, 0));
        scheduleWriting(resident, 0, nowMillis);
        scheduleNewcomer(nth + 1, nowMillis);
    }
}
