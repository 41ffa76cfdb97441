package attune.app.demo;

import attune.app.Attune;
import attune.app.api.StatusRoutes.TownTime;
import attune.app.operate.Surroundings;
import attune.store.embedded.EmbeddedStore;
import attune.store.quarantine.Thresholds;
import attune.town.Town;
import attune.town.TownPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The town living on a community of its own, in accelerated time.
///
/// Threads: [#found] and [#live] are called by one thread; what the community offers may be used by any.
public final class Demo implements AutoCloseable {
    private static final long STEP_MILLIS = Duration.ofSeconds(30).toMillis();

    private final Attune attune;
    private final Town town;
    private final TownNetwork network;
    private final TownClock clock;
    private final long startMillis;
    private volatile boolean stopped;

    private Demo(Attune attune, Town town, TownClock clock) {
        this.attune = attune;
        this.town = town;
        this.clock = clock;
        this.network = new TownNetwork(attune, clock);
        this.startMillis = town.plan().start().toEpochMilli();
    }

    /// Opens an empty community in the folder for a town that nobody lives in yet.
    public static Demo open(Path folder, Surroundings real, long seed, int members, Instant start) {
        return open(folder, real, TownPlan.of(seed, members, start));
    }

    /// The same for any plan, such as that of a town without tastes.
    public static Demo open(Path folder, Surroundings real, TownPlan plan) {
        return open(folder, real, plan, Thresholds.USUAL);
    }

    /// The same with other thresholds for what is quarantined.
    public static Demo open(Path folder, Surroundings real, TownPlan plan, Thresholds thresholds) {
        Town town = Town.open(plan);
        TownClock clock = new TownClock(Instant.ofEpochMilli(town.nowMillis()));
        return new Demo(Attune.open(folder, real.at(clock), thresholds, EmbeddedStore.Progress.SILENT), town, clock);
    }

    public Attune attune() {
        return attune;
    }

    /// The town itself, its hidden truth included: for the laboratory, never for what ranks.
    public Town town() {
        return town;
    }

    /// The town's time.
    public Instant now() {
        return clock.instant();
    }

    /// The town's day and time of day, for the console.
    public Optional<TownTime> time() {
        OffsetDateTime now = now().atOffset(ZoneOffset.UTC);
        long day = Duration.between(Instant.ofEpochMilli(startMillis), now()).toDays() + 1;
        return Optional.of(new TownTime(
                day, now.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString()));
    }

    /// Someone worth being: the member with the most engagements who allows personalization.
    public String someone() {
        return attune.store().state().read(() -> {
            int best = 0;
            for (int member = 0; member < attune.views().members.limit(); member++) {
                if (attune.views().histories.engagements(member)
                        > attune.views().histories.engagements(best)) best = member;
            }
            return attune.views().members.name(best);
        });
    }

    /// Moves in founders and days of history.
    public void found() {
        town.found(network);
    }

    /// Lets the town live on for so long of its own time.
    public void live(Duration townTime) {
        town.step(town.nowMillis() + townTime.toMillis(), network);
    }

    /// Lives on, `speed` times as fast as the wall's clock and at most as fast as the machine can, until
    /// [#stop].
    public void live(double speed, Surroundings real) {
        long startNanos = real.tickerNanos().getAsLong();
        long startMillis = town.nowMillis();
        while (!stopped) {
            double passedMillis = (real.tickerNanos().getAsLong() - startNanos) / 1e6;
            long due = startMillis + (long) (passedMillis * speed);
            if (town.nowMillis() < due) {
                town.step(Math.min(due, town.nowMillis() + STEP_MILLIS), network);
                clock.advanceTo(town.nowMillis());
            } else {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The town was interrupted.", interrupted);
        }
    }

    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
        attune.close();
    }
}
