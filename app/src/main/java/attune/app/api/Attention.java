package attune.app.api;

import attune.app.operate.NodeFacts;
import attune.app.operate.StageHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an operator should look at first, in plain words: each with its figures and what to do.
///
/// @param stages how the stages did lately
record Attention(NodeFacts facts, List<StageHealth> stages) {
    /// Below this share of the disk the log will soon have no room.
    private static final double LEAST_FREE = 0.10;
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
        disk(soon);
        behind(soon);
        stages.forEach(stage -> stage(stage, now, soon));
        now.addAll(soon);
        return now;
    }

    private void disk(List<Matter> soon) {
        double free =
                (double) facts.disk().freeBytes() / Math.max(1, facts.disk().totalBytes());
        if (free >= LEAST_FREE) return;
        soon.add(new Matter(
                "soon",
                String.format(Locale.ROOT, "%.0f %% of the disk is free.", free * 100),
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
