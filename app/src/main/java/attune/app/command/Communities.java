package attune.app.command;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.config.HostedSettings;
import attune.app.config.RetentionSettings;
import attune.app.operate.MasterKeys;
import attune.app.operate.Surroundings;
import attune.app.train.Upkeep;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Safekeeping;
import attune.store.quarantine.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The communities of a node that is being served: each with its own folder, and its own upkeep. Closing closes
/// them in the reverse order of opening, and all of them also when one fails.
final class Communities implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Community> all = new ArrayList<>();
    private final List<Upkeep> upkeeps = new ArrayList<>();

    /// @param hosted in the order to open them
    static Communities open(
            List<HostedSettings> hosted,
            Surroundings surroundings,
            Thresholds thresholds,
            RetentionSettings terms,
            EmbeddedStore.Progress progress) {
        Communities communities = new Communities();
        try {
            hosted.forEach(one -> communities.add(one, surroundings, thresholds, terms, progress));
            return communities;
        } catch (RuntimeException failed) {
            communities.close();
            throw failed;
        }
    }

    private void add(
            HostedSettings hosted,
            Surroundings surroundings,
            Thresholds thresholds,
            RetentionSettings terms,
            EmbeddedStore.Progress progress) {
        Path folder = hosted.folder();
        Safekeeping kept = new Safekeeping(
                MasterKeys.of(hosted.masterKey().orElse(null), folder, System::getenv, surroundings.random()),
                hosted.vault());
        Surroundings own = surroundings.telling(surroundings.telemetry().of(hosted.name()));
        Attune attune = Attune.open(folder, kept, own, thresholds, terms, progress);
        open.push(attune);
        Upkeep upkeep = new Upkeep(attune.traces(), attune.trainer(), surroundings.clock(), attune.duties());
        open.push(upkeep);
        upkeeps.add(upkeep);
        all.add(new Community(
                attune,
                CommunitySettings.of(hosted.name(), folder)
                        .elsewhere(hosted.signIn())
                        .within(hosted.budget()),
                surroundings));
    }

    List<Community> all() {
        return all;
    }

    void startUpkeep(Duration first, Duration every) {
        upkeeps.forEach(upkeep -> upkeep.start(first, every));
    }

    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                if (failed == null) failed = new IllegalStateException("A community did not close cleanly.", failure);
                else failed.addSuppressed(failure);
            }
        }
        if (failed != null) throw failed;
    }
}
