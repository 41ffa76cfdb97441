package attune.store.embedded;

import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.erasure.Erasure;
import attune.store.erasure.NotSecured;
import attune.store.keys.MasterKeySource;
import attune.store.keys.MemberKeys;
import attune.store.keys.Secrets;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.log.Expiration;
import attune.store.log.LogUnavailable;
import attune.store.log.Timekeeper;
import attune.store.projection.Projection;
import attune.store.projection.State;
import attune.store.projection.Weight;
import attune.store.quarantine.Watch;
import attune.store.resolve.DirectoryFold;
import attune.store.snapshot.Snapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Everything one community keeps, in one folder: log, keys, blobs and ledger, with the state folded from them.
public final class EmbeddedStore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedStore.class.getName());
    private static final int REPORT_EVERY = 100_000;
    /// Fewer facts than this replay sooner than a snapshot of them is synced.
    private static final int WORTH_A_SNAPSHOT = 20_000;

    private final Folder folder;
    private final InstantSource clock;
    private final SqliteKeys keys;
    private final DirectoryFold directory;
    private final State state;
    private final SqliteEventLog log;
    private final SqliteBlobs blobs;
    private final SnapshotFolder snapshots;
    private final SqliteLedger ledger;
    private final Erasure erasure;
    private final Scanner scanner;
    private Start start = new Start(0, 0, List.of());
    private int erasedSince;
    private Optional<Path> vault = Optional.empty();
    private volatile boolean savesAtLast = true;
    private volatile Timekeeper times = Timekeeper.NOBODY;

    private EmbeddedStore(
            Folder folder,
            InstantSource clock,
            SqliteKeys keys,
            DirectoryFold directory,
            State state,
            SqliteEventLog log,
            SqliteBlobs blobs,
            SnapshotFolder snapshots,
            SqliteLedger ledger,
            Scanner scanner) {
        this.folder = folder;
        this.clock = clock;
        this.keys = keys;
        this.directory = directory;
        this.state = state;
        this.log = log;
        this.blobs = blobs;
        this.snapshots = snapshots;
        this.ledger = ledger;
        this.scanner = scanner;
        this.erasure = new Erasure(log, log, log, state, keys, blobs, snapshots, this::attest);
    }

    /// What a start tells while it replays.
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = (folded, all) -> {};

        /// @param folded the sequence reached
        /// @param all the sequence to reach
        void at(long folded, long all);
    }

    /// How the state came about when the store was opened.
    ///
    /// @param snapshot the sequence of the snapshot loaded, or 0
    /// @param replayed facts folded after it
    /// @param passedOver why snapshots were not used, in words for the operator
    public record Start(long snapshot, long replayed, List<String> passedOver) {
        public Start {
            passedOver = List.copyOf(passedOver);
        }
    }

    /// Opens the folder, making it if need be; finishes erasures that were cut short; loads the newest snapshot
    /// that fits and folds the rest of the log into `projections`, after the directory, which comes first.
    /// Throws [StoreUnusable] with a sentence for the operator.
    public static EmbeddedStore open(
            Path path, List<Projection> projections, InstantSource clock, SecureRandom random, Progress progress) {
        return open(path, masterKeyIn(path, random), projections, Watch.NOBODY, clock, random, progress);
    }

    /// Whether a community lives in this folder.
    public static boolean isAt(Path path) {
        return Files.exists(path.resolve(Folder.FORMAT_FILE));
    }

    /// The usual place of the master key: a file in the folder itself.
    public static MasterKeySource masterKeyIn(Path folder, SecureRandom random) {
        return new MasterKeyFile(folder.resolve("master.key"), random);
    }

    /// The same with a master key that may be kept elsewhere, and somebody who looks at every event before it is
    /// written.
    public static EmbeddedStore open(
            Path path,
            MasterKeySource masterKey,
            List<Projection> projections,
            Watch watch,
            InstantSource clock,
            SecureRandom random,
            Progress progress) {
        return open(path, Safekeeping.withoutVault(masterKey), projections, watch, clock, random, progress);
    }

    /// The same, with a vault that hears of every erasure before it counts as finished.
    public static EmbeddedStore open(
            Path path,
            Safekeeping kept,
            List<Projection> projections,
            Watch watch,
            InstantSource clock,
            SecureRandom random,
            Progress progress) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Folder folder = Folder.open(path);
            opened.add(folder);
            SqliteKeys keys = SqliteKeys.open(folder.keys(), kept.masterKey(), random);
            opened.add(keys);
            LogFile.checkKeys(folder.log(), keys.firstMissing());
            SnapshotFolder snapshots = new SnapshotFolder(folder.snapshots(), keys, random);
            LogFile.checkReaches(folder.log(), snapshots.newest());
            int erasedSince = new ErasureReplay(folder.log(), keys, random).replay(clock.millis());
            DirectoryFold directory = new DirectoryFold(random.nextLong());
            List<Projection> all = new ArrayList<>(projections);
            all.add(0, directory);
            State state = new State(all);
            SqliteEventLog log = SqliteEventLog.open(folder.log(), keys, state, directory, watch, clock, random);
            opened.add(log);
            SqliteBlobs blobs = SqliteBlobs.open(folder.blobs(), keys, random);
            opened.add(blobs);
            SqliteLedger ledger = SqliteLedger.open(folder.ledger(), folder.checkpoints(), keys, clock, random);
            opened.add(ledger);
            Scanner scanner = new Scanner(folder, keys, state, ledger, random);
            EmbeddedStore store =
                    new EmbeddedStore(folder, clock, keys, directory, state, log, blobs, snapshots, ledger, scanner);
            store.vault = kept.vault();
            store.finishErasures();
            if (erasedSince > 0) store.tellReplayed(erasedSince);
            store.replay(progress);
            store.recall(watch);
            return store;
        } catch (LogUnavailable unreadable) {
            closeAll(opened, unreadable);
            throw unreadable(path, unreadable);
        } catch (CompletionException failed) {
            // What the log's writer met while it was asked for something.
            closeAll(opened, failed);
            throw failed.getCause() instanceof LogUnavailable unreadable ? unreadable(path, unreadable) : failed;
        } catch (RuntimeException failed) {
            closeAll(opened, failed);
            throw failed;
        }
    }

    private static StoreUnusable unreadable(Path path, LogUnavailable why) {
        return new StoreUnusable(
                "The log of " + path + " cannot be read to its end, and nothing of it is passed over. "
                        + why.getMessage() + " " + StoreUnusable.RESTORE,
                why);
    }

    /// A vault out of reach does not keep the node from starting: whoever was erased is forgotten here, and the
    /// upkeep tries again.
    private void finishErasures() {
        try {
            erasure.finishUnfinished();
        } catch (NotSecured unsecured) {
            LOG.log(System.Logger.Level.WARNING, "{0}", unsecured.getMessage());
        }
    }

    /// The last steps of a pass: the vault first, so that no backup opens what was erased, then the ledger.
    private void attest(List<MemberId> members, Erasure.Removed removed) {
        try {
            vault.ifPresent(kept -> Vault.refresh(path(), kept));
        } catch (StoreUnusable unreachable) {
            throw new NotSecured(unreachable);
        }
        record(members, removed);
    }

    /// An erasure must stay readable, so it names no subject: the bare number is that of the tombstone, and names
    /// nobody any more.
    private void record(List<MemberId> members, Erasure.Removed removed) {
        long now = clock.millis();
        ledger.append(members.stream()
                .map(member -> new Entry(
                        now,
                        "platform",
                        "member.erased",
                        null,
                        Map.of(
                                "member", String.valueOf(member.value()),
                                "members-in-pass", String.valueOf(removed.members()),
                                "facts-in-pass", String.valueOf(removed.facts()))))
                .toList());
    }

    private void tellReplayed(int members) {
        erasedSince = members;
        ledger.append(new Entry(
                clock.millis(), "platform", "erasure.replayed", null, Map.of("members", String.valueOf(members))));
    }

    /// How many members this start erased because their keys are destroyed and the log did not know: it came from a
    /// backup.
    public int erasedSince() {
        return erasedSince;
    }

    private void replay(Progress progress) {
        SnapshotFolder.Loaded loaded = snapshots.load(state, log.head(), log::mark);
        loaded.passedOver().forEach(why -> LOG.log(System.Logger.Level.WARNING, why));
        long[] reported = {loaded.sequence()};
        EventLog.ReplayReport report = log.replayAhead(loaded.sequence(), group -> {
            state.fold(group);
            if (group.isEmpty() || group.getLast().sequence() < reported[0] + REPORT_EVERY) return;
            reported[0] = group.getLast().sequence();
            progress.at(reported[0], log.head());
        });
        log.checkComplete(loaded.sequence(), report);
        start = new Start(loaded.sequence(), report.read(), loaded.passedOver());
        progress.at(log.head(), log.head());
    }

    /// The writer, whose thread calls the watch from now on, has not been given anything yet.
    private void recall(Watch watch) {
        if (watch.recalls() > 0) log.replay(Math.max(0, log.head() - watch.recalls()), watch::recall);
    }

    public Start start() {
        return start;
    }

    /// Saves the state as of now, so that the next start need not replay what it holds. Folding waits while the
    /// arrays are written; requests do not. Returns the bytes written, 0 if this sequence is saved already.
    public long snapshot() {
        Timekeeper hears = times;
        long startedNanos = hears.nowNanos();
        long bytes = snapshots.save(state, log::mark).bytes();
        hears.saved(bytes, startedNanos);
        return bytes;
    }

    /// As [#snapshot], if enough was folded since the newest one to be worth it.
    public long snapshotIfWorth() {
        return log.head() - snapshots.newest() < WORTH_A_SNAPSHOT ? 0 : snapshot();
    }

    private static void closeAll(List<AutoCloseable> opened, RuntimeException because) {
        for (AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception failed) {
                because.addSuppressed(failed);
            }
        }
    }

    /// A snapshot that cannot be written costs the next start a replay and nothing else.
    private void saveAtLast() {
        if (!savesAtLast) return;
        try {
            // A writer that stopped over a fault may have written what is not folded; then the log is to be replayed.
            if (state.read(state::sequence) == log.head()) snapshotIfWorth();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "No snapshot was saved; the next start replays the log.", failed);
        }
    }

    /// Closing saves no snapshot. For openings that do not know the terms by which the community is served:
    /// what they let expire in memory must not be what the next start goes on from.
    public void saveNothingAtLast() {
        savesAtLast = false;
    }

    /// Who hears from now on what is done here and how long it takes.
    public void keepTimes(Timekeeper hears) {
        times = hears;
        log.writer().keepTimes(hears);
        erasure.keepTimes(hears);
    }

    /// The newest snapshot's sequence, or 0.
    public long snapshotSequence() {
        return snapshots.newest();
    }

    /// About how much of the heap the state takes, without the members' keys.
    public long heapBytes() {
        return state.read(() -> Weight.of(state.projections()));
    }

    /// Traces and artifacts that could not be written since the start.
    public long blobsLost() {
        return blobs.lost();
    }

    /// The community's folder.
    public Path path() {
        return folder.path();
    }

    public EventLog log() {
        return log;
    }

    public Expiration expiration() {
        return log;
    }

    public Blobs blobs() {
        return blobs;
    }

    /// What was decided about persons and who looked at their data.
    public Ledger ledger() {
        return ledger;
    }

    public Erasure erasure() {
        return erasure;
    }

    /// For who must be sure that none is left.
    public Snapshots snapshots() {
        return snapshots;
    }

    /// Searches the folder for what is left of a person; the store may be serving meanwhile.
    public Scanner scanner() {
        return scanner;
    }

    public Directory directory() {
        return directory;
    }

    public State state() {
        return state;
    }

    public MemberKeys keys() {
        return keys;
    }

    public Secrets secrets() {
        return keys;
    }

    /// Writes what is queued, saves the state if that is worth it, and releases the folder.
    @Override
    public void close() {
        List<AutoCloseable> parts = List.of(folder, keys, ledger, blobs, this::saveAtLast, log);
        RuntimeException failed = new IllegalStateException("Closing failed.");
        closeAll(parts, failed);
        if (failed.getSuppressed().length == 0) return;
        String first = failed.getSuppressed()[0].getMessage();
        throw new StoreUnusable("The folder " + path() + " was not closed cleanly: " + first, failed);
    }
}
