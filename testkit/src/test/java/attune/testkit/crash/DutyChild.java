package attune.testkit.crash;

import static attune.testkit.sample.Drafts.*;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Seal;
import attune.store.embedded.Backup;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Vault;
import attune.store.erasure.Expiring;
import attune.store.keys.MasterKey;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Entry;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Watch;
import attune.store.retention.Retention;
import attune.testkit.sample.SteppingClock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The process that gets killed while it does what a community owes by itself or an operator orders: retention, holds,
/// the ledger, backups, a new master key. Tells what it is at and what was done, one line each, as [CrashChild] does.
final class DutyChild {
    static final long START_MILLIS = 1_764_000_000_000L;
    static final long DAY_MILLIS = 86_400_000L;
    static final String HELD = "held-throughout";
    /// What the earliest day is called in the names of facts.
    static final int FIRST_DAY = 100;

    private static final long FAR_MILLIS = START_MILLIS + 10_000 * DAY_MILLIS;
    private static final int BATCH = 40;

    private static final long SLOW_NANOS = 60_000_000;

    private final Path folder;
    private final String round;
    private final boolean early;
    private final PrintStream out;
    private final SecureRandom random = new SecureRandom();
    private final SteppingClock clock = new SteppingClock(START_MILLIS);
    private final SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);

    /// What it does, again and again until it is killed.
    enum Duty {
        RETENTION,
        HOLDS,
        LEDGER,
        BACKUPS,
        ROTATION
    }

    private DutyChild(Path folder, String round, boolean early, PrintStream out) {
        this.folder = folder;
        this.round = round;
        this.early = early;
        this.out = out;
    }

    /// @param args folder, round, duty, whether the fault is planted that it tells before it does, and the day
    /// to begin with
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DutyChild child = new DutyChild(Path.of(args[0]), args[1], Boolean.parseBoolean(args[3]), out);
        switch (Duty.valueOf(args[2])) {
            case RETENTION -> child.retention(Integer.parseInt(args[4]));
            case HOLDS -> child.holds();
            case LEDGER -> child.ledger();
            case BACKUPS -> child.backups();
            case ROTATION -> child.rotation();
        }
    }

    private EmbeddedStore open() {
        tell("opening");
        return EmbeddedStore.open(folder, views.all(), clock, random, EmbeddedStore.Progress.SILENT);
    }

    /// Tells when it is done; with the planted fault, already before.
    private void telling(String done, Runnable work) {
        if (early) {
            tell(done);
            // As on a slow disk: the fault is to be found by a kill, also on a busy machine.
            LockSupport.parkNanos(SLOW_NANOS);
        }
        work.run();
        if (!early) tell(done);
    }

    private synchronized void tell(String line) {
        out.println(line);
    }

    /// A pass each day; between them facts of the last weeks, some of them past their term on arrival, and a
    /// snapshot.
    private void retention(int from) {
        clock.advance(from * DAY_MILLIS);
        EmbeddedStore store = open();
        Expiring expiring =
                new Expiring(store.expiration(), store.state(), store.directory(), views.holds, store.snapshots());
        expiring.state(Retention.USUAL.at(clock.millis()));
        for (String member : List.of("writer", HELD))
            append(store, List.of(member), List.of(once(member, joined(member))));
        // Refused where the hold stands already.
        store.log().appendNow(List.of(heldUntil(HELD, "case", FAR_MILLIS)));
        for (int day = from; ; day++) {
            List<String> names = new ArrayList<>();
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int age = random.nextInt(45);
                String member = i % 8 == 0 ? HELD : "writer";
                String name = "fact-%s-%d-%d-%d"
                        .formatted(member.equals(HELD) ? "held" : "free", FIRST_DAY + day - age, day, i);
                names.add(name);
                drafts.add(at(START_MILLIS + (day - age) * DAY_MILLIS, once(name, searched(member, name))));
            }
            append(store, names, drafts);
            store.snapshot();
            tell("passing " + day);
            int today = day;
            telling("passed " + day, () -> expiring.daily(Retention.USUAL.at(START_MILLIS + today * DAY_MILLIS)));
            clock.advance(DAY_MILLIS);
        }
    }

    /// One member after another: joined, consenting, held, asking for erasure meanwhile, let go, erased.
    private void holds() {
        EmbeddedStore store = open();
        append(store, List.of("writer"), List.of(once("writer", joined("writer"))));
        for (int i = 0; ; i++) {
            String member = "member-" + round + "-" + i;
            telling("joined " + member, () -> must(store, joined(member)));
            must(store, published(member, member + "/post", "Words of " + member));
            telling("held " + member, () -> must(store, heldUntil(member, "case of " + member, FAR_MILLIS)));
            telling("asked " + member, () -> must(store, erasureAsked(member)));
            if (i % 3 == 0) store.snapshot();
            MemberId number = store.state()
                    .read(() -> store.directory().member(new ExternalId(member)))
                    .orElseThrow();
            tell("number " + member + " " + number.value());
            telling("lifted " + member, () -> must(store, holdLifted(member)));
            telling("erased " + member, () -> store.erasure().erase(number));
        }
    }

    private static void must(EmbeddedStore store, Draft draft) {
        Outcome outcome = store.log().appendNow(List.of(draft)).getFirst();
        if (!(outcome instanceof Outcome.Accepted)) throw new IllegalStateException("Refused: " + outcome);
    }

    private void ledger() {
        EmbeddedStore store = open();
        Thread.ofVirtual().start(() -> writeForever(store));
        for (int i = 0; ; i++) {
            List<Entry> entries = new ArrayList<>();
            for (int j = 0; j <= i % 5; j++) {
                entries.add(new Entry(
                        clock.millis(), "key:1", "member.looked-at", null, Map.of("what", round + "-" + i + "-" + j)));
            }
            int first = i;
            telling(
                    "entries " + entries.size() + " " + round + "-" + first,
                    () -> store.ledger().append(entries));
            if (i % 4 == 0) {
                store.ledger().publish();
                tell("published " + i);
            }
        }
    }

    private void writeForever(EmbeddedStore store) {
        append(store, List.of("writer"), List.of(once("writer", joined("writer"))));
        for (int batch = 0; ; batch++) {
            List<String> names = new ArrayList<>();
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String name = "fact-" + round + "-" + batch + "-" + i;
                names.add(name);
                drafts.add(once(name, searched("writer", name)));
            }
            names.add("member-" + round + "-" + batch);
            drafts.add(joined("member-" + round + "-" + batch));
            append(store, names, drafts);
        }
    }

    private synchronized void append(EmbeddedStore store, List<String> names, List<Draft> drafts) {
        List<Outcome> outcomes = store.log().appendNow(drafts);
        for (int i = 0; i < names.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Accepted accepted -> tell("ack " + names.get(i) + " " + accepted.sequence());
                case Outcome.Duplicate duplicate -> tell("known " + names.get(i) + " " + duplicate.sequence());
                case Outcome.Rejected rejected -> throw new IllegalStateException("Rejected: " + rejected);
            }
        }
    }

    private void backups() {
        EmbeddedStore store = open();
        Thread.ofVirtual().start(() -> writeForever(store));
        Path backups = folder.resolveSibling("backups");
        Path vault = folder.resolveSibling("vault");
        while (store.log().head() == 0) Thread.onSpinWait();
        for (int i = 0; ; i++) {
            Path to = backups.resolve(round + "-" + i);
            tell("backing " + to.getFileName());
            telling("backed " + to.getFileName(), () -> Backup.take(folder, to, vault, clock));
        }
    }

    private void rotation() {
        MasterKeySource usual = EmbeddedStore.masterKeyIn(folder, random);
        MasterKeySource source = early ? new Unproposed(usual) : usual;
        for (int i = 0; ; i++) {
            try (EmbeddedStore store = EmbeddedStore.open(
                    folder, source, views.all(), Watch.NOBODY, InstantSource.system(), random, (_, _) -> {})) {
                String name = "fact-" + round + "-" + i;
                append(store, List.of("writer"), List.of(once("writer", joined("writer"))));
                append(store, List.of(name), List.of(once(name, searched("writer", name))));
            }
            tell("rotating " + Vault.ring(folder).masterKey());
            tell("rotated " + Vault.rotate(folder, source, random));
        }
    }

    /// The planted fault: the new key is not kept before the ring is wrapped under it, but a while after.
    private static final class Unproposed implements MasterKeySource {
        private final MasterKeySource usual;
        private Optional<MasterKey> proposed = Optional.empty();

        private Unproposed(MasterKeySource usual) {
            this.usual = usual;
        }

        @Override
        public String place() {
            return usual.place();
        }

        @Override
        public MasterKey key(boolean fresh) {
            return usual.key(fresh);
        }

        @Override
        public void propose(MasterKey key) {
            proposed = Optional.of(key);
        }

        @Override
        public void adopt() {
            LockSupport.parkNanos(50_000_000);
            usual.propose(proposed.orElseThrow());
            usual.adopt();
        }
    }
}
