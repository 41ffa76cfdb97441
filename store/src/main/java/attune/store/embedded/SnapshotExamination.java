package attune.store.embedded;

import attune.model.event.Envelope;
import attune.model.policy.Seal;
import attune.store.embedded.Examination.Finding;
import attune.store.embedded.Examination.Level;
import attune.store.erasure.Expiring;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import attune.store.retention.Cutoffs;
import attune.store.snapshot.Snapshots;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Are the snapshots what the log gives? Each is read to its end, every chunk of it; the newest is compared with a
/// replay up to its position, projection by projection. Costs a replay and twice the memory of one state. For a folder
/// that no node has open.
final class SnapshotExamination {
    private static final int FOLD_GROUP = 1024;
    private static final String ABOUT = "snapshots";
    private static final String REPAIR =
            "Run doctor with --repair, which deletes the snapshots; the next start replays the log.";

    private final Path folder;
    private final SqliteKeys keys;
    private final Cutoffs cutoffs;
    private final SecureRandom random;
    private final List<Finding> findings = new ArrayList<>();

    private SnapshotExamination(Path folder, SqliteKeys keys, Cutoffs cutoffs, SecureRandom random) {
        this.folder = folder;
        this.keys = keys;
        this.cutoffs = cutoffs;
        this.random = random;
    }

    /// @param cutoffs what is past its term stands in the log until the day's pass, and in no state
    static List<Finding> of(Path folder, SqliteKeys keys, Cutoffs cutoffs, SecureRandom random) {
        SnapshotExamination examination = new SnapshotExamination(folder, keys, cutoffs, random);
        examination.all();
        return examination.findings;
    }

    private void all() {
        LogReader log = new LogReader(folder.resolve("log.db"), new FactSealing(keys, random));
        SnapshotFolder snapshots = new SnapshotFolder(folder.resolve("snapshots"), keys, random);
        List<Long> sequences = snapshots.sequences();
        Map<String, Long> newest = Map.of();
        for (long sequence : sequences) {
            Folding folding = new Folding();
            try {
                snapshots.read(folding.state, sequence, log.mark(sequence));
                if (sequence == sequences.getFirst()) newest = folding.digests();
            } catch (RuntimeException misfit) {
                found("The one at fact %,d does not open: %s".formatted(sequence, misfit.getMessage()));
            }
        }
        if (!newest.isEmpty()) compare(newest, replayed(log, sequences.getFirst()), sequences.getFirst());
        if (!findings.isEmpty()) return;
        String well = sequences.isEmpty()
                ? "There is none; a start replays the log."
                : "%,d open; the newest, at fact %,d, equals a replay in all %,d projections."
                        .formatted(sequences.size(), sequences.getFirst(), newest.size());
        findings.add(new Finding(Level.WELL, ABOUT, well, ""));
    }

    private void found(String what) {
        findings.add(new Finding(Level.WARNING, ABOUT, what, REPAIR));
    }

    private void compare(Map<String, Long> saved, Map<String, Long> replayed, long sequence) {
        List<String> differ = saved.entrySet().stream()
                .filter(one -> !one.getValue().equals(replayed.get(one.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (differ.isEmpty()) return;
        found("The one at fact %,d differs from a replay of the log in %s: what is served from it is not what the"
                        .formatted(sequence, String.join(", ", differ))
                + " log says.");
    }

    private Map<String, Long> replayed(LogReader log, long sequence) {
        Folding folding = new Folding();
        List<Envelope> group = new ArrayList<>(FOLD_GROUP);
        log.replay(0, sequence, envelope -> {
            group.add(envelope);
            if (group.size() < FOLD_GROUP) return;
            folding.state.fold(group);
            group.clear();
        });
        folding.state.fold(group);
        return folding.digests();
    }

    /// A state of its own.
    private final class Folding {
        private final SharedProjections views = new SharedProjections(new Seal(), Capacity.USUAL);
        private final DirectoryFold directory = new DirectoryFold(random.nextLong());
        private final State state;

        private Folding() {
            List<Projection> all = new ArrayList<>(views.all());
            all.addFirst(directory);
            state = new State(all);
        }

        private Map<String, Long> digests() {
            new Expiring((_, _, _) -> 0, state, directory, views.holds, Snapshots.NONE).state(cutoffs);
            Map<String, Long> digests = new TreeMap<>();
            for (Projection projection : state.projections()) {
                digests.put(projection.name(), state.digest(projection));
            }
            return digests;
        }
    }
}
