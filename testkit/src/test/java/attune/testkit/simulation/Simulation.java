package attune.testkit.simulation;

import attune.model.event.Envelope;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.embedded.SnapshotsOn;
import attune.store.erasure.Erasure;
import attune.store.projection.Digest;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import attune.store.snapshot.Snapshots;
import attune.testkit.sample.Chronicle;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.MemoryBlobs;
import attune.testkit.sample.MemoryEventLog;
import attune.testkit.sample.MemoryKeys;
import attune.testkit.sample.SteppingClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The life of one community under one seed, in one thread and in virtual time: facts arrive, snapshots are
/// saved, members are erased, clocks jump, and the power is cut between any two changes of the disk, those of a start
/// too. After
/// each start the state must equal an obvious replay of the log, and nobody erased may be back.
///
/// Production code unchanged: projections, state, directory, erasure and snapshots. Simulated: the disk, the log, which
/// is taken to be durable, the clock, chance.
final class Simulation {
    private static final long START_MILLIS = 1_764_000_000_000L;
    private static final int MEMBERS = 14;
    private static final String FOLDER = "/snapshots";
    private static final String BEFORE_ERASURE = "A snapshot from before the erasure was loaded";
    private static final String FOLDED_OTHERWISE = "the start folded otherwise";

    private final Random random;
    private final SteppingClock clock = new SteppingClock(START_MILLIS);
    private final SimulatedDisk disk = new SimulatedDisk();
    private final DiskSystem system = new DiskSystem(disk);
    private final MemoryKeys keys = new MemoryKeys();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Chronicle chronicle;
    private final Fault fault;
    private final Set<MemberId> erased = new HashSet<>();
    private long erasedUpTo;
    private Running running;
    private int starts;
    private int cuts;
    private int cutStarts;
    private int loaded;
    private int passedOver;

    /// What is planted to show that the simulation finds it.
    enum Fault {
        NONE(""),
        /// An erasure that leaves the snapshots be.
        SNAPSHOTS_OUTLIVE_ERASURE(BEFORE_ERASURE),
        /// The names of snapshots are never synced, nor is their absence.
        NAMES_ARE_NOT_SYNCED(BEFORE_ERASURE),
        /// A start that folds the facts after the snapshot from one too late.
        ONE_FACT_MISSED(FOLDED_OTHERWISE);

        private final String found;

        Fault(String found) {
            this.found = found;
        }

        /// What the simulation says of it; if it fails otherwise, it has found something else.
        String found() {
            return found;
        }
    }

    /// What a simulation went through, so that one in which nothing happened does not count.
    record Life(int starts, int cuts, int cutStarts, int loaded, int passedOver, long facts, int erased) {}

    /// A start of the process: what is lost with it.
    private record Running(
            CuttableLog log, DirectoryFold directory, State state, SnapshotsOn snapshots, Erasure erasure) {}

    Simulation(long seed, Fault fault) {
        this.random = new Random(seed);
        this.chronicle = new Chronicle(seed, clock, MEMBERS);
        this.fault = fault;
        if (fault == Fault.NAMES_ARE_NOT_SYNCED) disk.neverSyncNames(FOLDER);
        this.running = start(null);
        chronicle.begin(running.log.log());
    }

    /// Throws an [AssertionError] on the first thing that must not be.
    Life live(int steps) {
        for (int step = 0; step < steps; step++) {
            try {
                act();
            } catch (PowerCut cut) {
                restart(step);
            }
        }
        restart(steps);
        return new Life(starts, cuts, cutStarts, loaded, passedOver, running.log.head(), erased.size());
    }

    private void act() {
        // Half of what follows is cut short, at one of its changes.
        if (random.nextInt(3) == 0) disk.cutAfter(random.nextInt(60));
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> save();
            case 3 -> erase();
            case 4 -> clock.advance(Duration.ofDays(random.nextInt(9) - 4).toMillis());
            case 5 -> throw new PowerCut();
            default -> chronicle.go(running.log, 1 + random.nextInt(40));
        }
        disk.cutAfter(Long.MAX_VALUE);
    }

    /// While a snapshot is synced, others go on appending.
    private void save() {
        disk.beforeSync(path -> {
            if (random.nextInt(6) == 0) chronicle.go(running.log, 1 + random.nextInt(5));
        });
        try {
            running.snapshots.save(running.state, this::mark);
        } finally {
            disk.beforeSync(path -> {});
        }
    }

    private void erase() {
        Optional<MemberId> member = running.directory.member(new ExternalId("m" + random.nextInt(MEMBERS)));
        if (member.isEmpty()) {
            String name = "m" + random.nextInt(MEMBERS);
            running.log.appendNow(List.of(Drafts.joined(name)));
            return;
        }
        running.erasure.erase(member.get());
        erased.add(member.get());
        erasedUpTo = running.log.head();
    }

    /// As production tells one log from another: by the newest fact up to the sequence.
    private long mark(long sequence) {
        long[] mark = new long[1];
        running.log.replay(0, envelope -> {
            if (envelope.sequence() > sequence) return;
            mark[0] = new Digest()
                    .add(envelope.sequence())
                    .add(envelope.event().toString())
                    .value();
        });
        return mark[0];
    }

    private void restart(int step) {
        cuts++;
        disk.crash(random);
        while (!started()) {
            cuts++;
            cutStarts++;
            disk.crash(random);
        }
        check(step);
    }

    /// Whether the start came to its end; the power may go in it too.
    private boolean started() {
        if (random.nextInt(3) == 0) disk.cutAfter(random.nextInt(12));
        try {
            running = start(running.log.log());
            return true;
        } catch (PowerCut cut) {
            return false;
        } finally {
            disk.cutAfter(Long.MAX_VALUE);
        }
    }

    /// In the order of `EmbeddedStore.open`.
    private Running start(@Nullable MemoryEventLog before) {
        starts++;
        DirectoryFold directory = new DirectoryFold(1);
        State state = new State(projections(directory));
        MemoryEventLog kept =
                before == null ? new MemoryEventLog(state, directory, clock) : before.startedAgain(state, directory);
        CuttableLog log = new CuttableLog(kept, disk);
        SnapshotsOn snapshots = new SnapshotsOn(system.getPath(FOLDER), keys, new Chance(random.nextLong()));
        Snapshots forgettable = fault == Fault.SNAPSHOTS_OUTLIVE_ERASURE ? Snapshots.NONE : snapshots.all();
        Erasure erasure = new Erasure(log, log, log, state, keys, blobs, forgettable);
        running = new Running(log, directory, state, snapshots, erasure);
        erasure.finishUnfinished();
        SnapshotsOn.Loaded found = snapshots.load(state, log.head(), this::mark);
        if (found.sequence() > 0) loaded++;
        passedOver += found.passedOver().size();
        long after = found.sequence() + (fault == Fault.ONE_FACT_MISSED ? 1 : 0);
        log.replay(after, envelope -> state.fold(List.of(envelope)));
        if (found.sequence() > 0 && found.sequence() < erasedUpTo) {
            throw new AssertionError(BEFORE_ERASURE + ": " + found);
        }
        return running;
    }

    private void check(int step) {
        State obvious = new State(projections(new DirectoryFold(2)));
        running.log.replay(0, (Envelope envelope) -> obvious.fold(List.of(envelope)));
        Map<String, Long> was = digests(running.state);
        Map<String, Long> should = digests(obvious);
        if (!was.equals(should)) {
            was.entrySet().removeAll(should.entrySet());
            throw new AssertionError("After step " + step + " " + FOLDED_OTHERWISE + ": " + was.keySet());
        }
        for (MemberId member : erased) {
            if (running.directory.knows(member)) throw new AssertionError("An erased member is back: " + member);
        }
    }

    private static List<Projection> projections(DirectoryFold directory) {
        List<Projection> all = new ArrayList<>();
        all.add(directory);
        // So short that most are full: what an erased member had pushed out must be there again.
        all.addAll(new SharedProjections(new Seal(), new Capacity(16, 4, 4_096)).all());
        return all;
    }

    private static Map<String, Long> digests(State state) {
        Map<String, Long> digests = new TreeMap<>();
        for (Projection projection : state.projections()) digests.put(projection.name(), state.digest(projection));
        return digests;
    }

    /// Nonces from the seed, so that a run can be told again to the byte.
    private static final class Chance extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random seeded;

        Chance(long seed) {
            this.seeded = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            seeded.nextBytes(bytes);
        }
    }
}
