package attune.app.operate;

import attune.http.metric.Metrics;
import attune.privacy.Erasures;
import attune.privacy.Erasures.Standing;
import attune.store.embedded.Backup;
import attune.store.embedded.Manifest;
import attune.store.ledger.Ledger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a community owes its members and its operators: erasures in time, a ledger that is signed, a backup that is not
/// old. Read anew each time.
///
/// @param folder the community's
/// @param clock the community's, by which members' terms run
/// @param wall the wall's, by which backups age
public record Duties(
        Erasures erasures,
        Ledger ledger,
        PlacementRecord placements,
        Path folder,
        InstantSource clock,
        InstantSource wall) {
    /// Tells the same to whoever scrapes the node's figures.
    public void tell(Metrics metrics) {
        metrics.gauge(
                "attune.erasures.pending",
                "Erasures that wait for the end of a hold.",
                () -> waiting().members());
        metrics.gauge("attune.ledger.entries", "Entries of the ledger.", ledger::size);
        metrics.gauge(
                "attune.ledger.signed",
                "When the ledger's newest checkpoint was written, in seconds since 1970; NaN if none was.",
                () -> signedMillis().isPresent() ? signedMillis().getAsLong() / 1e3 : Double.NaN);
        metrics.gauge(
                "attune.backup.age",
                "Seconds since the newest backup; NaN if none was taken.",
                () -> backup().map(taken -> (wall.millis() - taken.atMillis()) / 1e3)
                        .orElse(Double.NaN));
    }

    /// Erasures that wait for the end of a hold.
    ///
    /// @param overdue of them, those whose member should have heard by now
    /// @param firstDueMillis by when the next must hear; empty when none waits
    public record Waiting(int members, int overdue, OptionalLong firstDueMillis) {}

    public Waiting waiting() {
        List<Standing.Held> waiting = erasures.waiting();
        long now = clock.millis();
        int overdue =
                (int) waiting.stream().filter(held -> held.dueMillis() < now).count();
        return new Waiting(
                waiting.size(),
                overdue,
                waiting.stream().mapToLong(Standing.Held::dueMillis).min());
    }

    /// When the newest signed checkpoint of the ledger was written; empty if there is none.
    public OptionalLong signedMillis() {
        return new Disk(folder).newestMillis("ledger.checkpoints");
    }

    /// The newest backup, as it described itself; empty if none was taken here.
    public Optional<Manifest> backup() {
        return Backup.latest(folder);
    }
}
