package attune.app.api;

import attune.app.config.Budget;
import attune.app.operate.BudgetWatch;
import attune.app.operate.Duties;
import attune.app.operate.NodeFacts;
import attune.app.operate.StageHealth;
import attune.store.embedded.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an operator should look at first, in plain words: each with its figures and what to do.
///
/// @param stages how the stages did lately
record Attention(NodeFacts facts, List<StageHealth> stages) {
    /// Below this share of the disk the log will soon have no room.
    private static final double LEAST_FREE = 0.10;
    /// Beyond this share of a budget its end is near.
    private static final double NEARLY = 0.9;
    private static final long OLD_BACKUP_DAYS = 7;
    /// A community this small was begun a moment ago.
    private static final long WORTH_A_BACKUP = 1_000;
    private static final String TAKE_A_BACKUP =
            "Run `./attune backup`, and let something run it daily (docs/guides/backup-and-restore.md).";
    /// Whoever likes something sees nothing happen for so long.
    private static final long SLOW_NANOS = 1_000_000_000;
    private static final long FEWEST_BATCHES = 100;
    /// A stage that fails this often does not do its part.
    private static final double MOST_FAILED = 0.05;
    /// Fewer runs than this say nothing about a stage.
    private static final int FEWEST_RUNS = 10;
    private static final long MOST_BEHIND = 10_000;

    /// @param weight `now` or `soon`
    record Matter(String weight, String what, String todo) {}

    /// The most urgent first.
    List<Matter> all() {
        List<Matter> now = new ArrayList<>();
        List<Matter> soon = new ArrayList<>();
        facts.trouble()
                .get()
                .ifPresent(trouble -> now.add(new Matter(
                        "now",
                        "The log cannot be written: " + trouble,
                        "Look at the disk; nothing is accepted meanwhile.")));
        budget(now, soon);
        duties(now, soon);
        writing(soon);
        disk(soon);
        behind(soon);
        stages.forEach(stage -> stage(stage, now, soon));
        now.addAll(soon);
        return now;
    }

    private void budget(List<Matter> now, List<Matter> soon) {
        BudgetWatch.Use use = facts.budget().use();
        Budget most = facts.budget().budget();
        if (use.trouble().isPresent()) {
            now.add(new Matter(
                    "now",
                    "New events are refused: " + use.trouble().get(),
                    "Make room, shorten retention or raise the budget; reading and members' rights go on."));
            return;
        }
        if (use.usedBytes() > NEARLY * most.diskBytes()) {
            soon.add(new Matter(
                    "soon",
                    percent(use.usedBytes(), most.diskBytes()) + " of the disk budget is used.",
                    "Raise `communities.<word>.disk` or shorten retention before new events are refused."));
        }
        if (use.memoryBytes() > NEARLY * most.memoryBytes()) {
            soon.add(new Matter(
                    "soon",
                    percent(use.memoryBytes(), most.memoryBytes()) + " of the memory budget is used.",
                    "Raise `communities.<word>.memory` or shorten retention before new events are refused."));
        }
        if (use.heapShare() > NEARLY * most.heapShare()) {
            soon.add(new Matter(
                    "soon",
                    percent(Math.round(use.heapShare() * 100), 100) + " of the heap is in use after a collection.",
                    "Give the process more memory before new events are refused."));
        }
    }

    private void duties(List<Matter> now, List<Matter> soon) {
        Duties duties = facts.duties();
        Duties.Waiting waiting = duties.waiting();
        if (waiting.overdue() > 0) {
            now.add(new Matter(
                    "now",
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d waiting erasures are over their thirty days.",
                            waiting.overdue(),
                            waiting.members()),
                    "Lift the holds, or tell those members why theirs stands."));
        }
        if (duties.placements().waiting() > 0) {
            now.add(new Matter(
                    "now",
                    String.format(
                            Locale.ROOT,
                            "%,d placements in quarantine are not in the ledger.",
                            duties.placements().waiting()),
                    "They are written by themselves once the ledger's disk takes them; look at that disk."));
        }
        if (!facts.demo()) backup(soon, duties);
    }

    private void backup(List<Matter> soon, Duties duties) {
        Optional<Manifest> latest = duties.backup();
        if (latest.isEmpty()) {
            if (facts.log().head() < WORTH_A_BACKUP) return;
            soon.add(new Matter("soon", "No backup was taken of this community.", TAKE_A_BACKUP));
            return;
        }
        long days = Duration.ofMillis(duties.wall().millis() - latest.get().atMillis())
                .toDays();
        if (days < OLD_BACKUP_DAYS) return;
        soon.add(new Matter(
                "soon",
                String.format(
                        Locale.ROOT,
                        "The newest backup is %,d days old and lacks %,d events.",
                        days,
                        facts.log().head() - latest.get().sequence()),
                TAKE_A_BACKUP));
    }

    private void writing(List<Matter> soon) {
        facts.metrics().timings(CountedLog.ACKNOWLEDGED).stream()
                .filter(timing -> timing.count() >= FEWEST_BATCHES && timing.p99Nanos() > SLOW_NANOS)
                .findFirst()
                .ifPresent(timing -> soon.add(new Matter(
                        "soon",
                        String.format(
                                Locale.ROOT,
                                "One batch in a hundred waits over %.1f s for its acknowledgement.",
                                timing.p99Nanos() / 1e9),
                        "The disk syncs slowly, or more comes in than the machine takes: look at both.")));
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * part / Math.max(1, whole));
    }

    private void disk(List<Matter> soon) {
        long free = facts.disk().freeBytes();
        long all = facts.disk().totalBytes();
        if (free >= LEAST_FREE * all) return;
        soon.add(new Matter(
                "soon",
                percent(free, all) + " of the disk is free.",
                "Make room or move the folder: a full disk stops the log."));
    }

    private void behind(List<Matter> soon) {
        long behind = facts.log().head() - facts.state().sequence();
        if (behind < MOST_BEHIND) return;
        soon.add(new Matter(
                "soon",
                String.format(Locale.ROOT, "The state is %,d events behind the log.", behind),
                "It catches up by itself; if it does not, the machine is too slow for what comes in."));
    }

    private static void stage(StageHealth stage, List<Matter> now, List<Matter> soon) {
        if (stage.runs() < FEWEST_RUNS) return;
        String name = stage.kind() + " " + stage.name() + " of " + stage.surface();
        int bad = stage.failed() + stage.late();
        if (bad == stage.runs()) {
            now.add(new Matter(
                    "now",
                    "The " + name + " failed or came late in all of the last " + stage.runs() + " runs.",
                    "Look at a run in the trace room; feeds go without it."));
        } else if (bad > stage.runs() * MOST_FAILED) {
            soon.add(new Matter(
                    "soon",
                    "The " + name + " failed " + stage.failed() + " and came late " + stage.late() + " times in "
                            + stage.runs() + " runs.",
                    "Look at a run in the trace room."));
        } else if (stage.silent() == stage.runs()) {
            soon.add(new Matter(
                    "soon",
                    "The " + name + " proposed nothing in all of the last " + stage.runs() + " runs.",
                    "It may have nothing to propose yet; if it did before, look at a run in the trace room."));
        }
    }
}
