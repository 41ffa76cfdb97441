package attune.app.api;

import attune.app.operate.BudgetWatch;
import attune.http.metric.Counter;
import attune.http.metric.Metrics;
import attune.http.problem.ProblemKind;
import attune.model.event.Envelope;
import attune.store.log.Draft;
import attune.store.log.EventLog;
import attune.store.log.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The log as new facts come to it: when the community is over its budget, they are refused with 507 before the disk or
/// the memory is full. Rights do not pass here, so consent, export and erasure go on, and so does reading; what hides,
/// blocks or withdraws is let through.
public final class BudgetedLog implements EventLog {
    static final ProblemKind OVER_BUDGET = new ProblemKind("over-budget", 507, "The community is over its budget");

    private final EventLog log;
    private final BudgetWatch watch;
    private final Counter shed;

    public BudgetedLog(EventLog log, BudgetWatch watch, Metrics metrics) {
        this.log = log;
        this.watch = watch;
        this.shed = metrics.counter("attune.events.shed", "Events refused because the community is over its budget.");
    }

    @Override
    public List<Outcome> appendNow(List<Draft> drafts) {
        check(drafts);
        return log.appendNow(drafts);
    }

    @Override
    public CompletableFuture<List<Outcome>> append(List<Draft> drafts) {
        check(drafts);
        return log.append(drafts);
    }

    /// The same; what protects somebody is never refused for want of room, for it takes next to none.
    ///
    /// @param protects whether each of the drafts does
    List<Outcome> appendNow(List<Draft> drafts, boolean protects) {
        return protects ? log.appendNow(drafts) : appendNow(drafts);
    }

    /// What is over is for operators to read, and no member's business.
    private void check(List<Draft> drafts) {
        if (watch.trouble().isEmpty()) return;
        shed.add(drafts.size());
        throw OVER_BUDGET
                .with("Nothing of this request was written, for the community has no room")
                .hint("the operator has to make room; reading, export and erasure go on, and so do hides, blocks,"
                        + " removals and withdrawals that are sent apart")
                .exception();
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public Optional<String> stopped() {
        return log.stopped();
    }

    @Override
    public ReplayReport replay(long after, Consumer<Envelope> each) {
        return log.replay(after, each);
    }

    @Override
    public void read(long[] sequences, Consumer<Envelope> each) {
        log.read(sequences, each);
    }

    @Override
    public void close() {
        log.close();
    }
}
