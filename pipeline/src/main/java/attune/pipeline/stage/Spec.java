package attune.pipeline.stage;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Column;
import java.time.Duration;
import java.util.List;

/// What a stage declares about itself. Assembly checks it, the trace and the self-description repeat it.
///
/// @param name unique within its kind, lower-case words and hyphens
/// @param about one sentence for people who read the pipeline
/// @param purpose the strongest purpose of the data it touches; a pipeline without that purpose refuses
///     the stage
/// @param effort how it runs
/// @param onFailure what happens to the request when it fails or is late; pure stages cannot fail
/// @param reasons all reasons it may give
public record Spec(
        String name,
        String about,
        Purpose purpose,
        List<Column> reads,
        List<Column> writes,
        List<Attribute<?>> needs,
        List<Attribute<?>> provides,
        Effort effort,
        OnFailure onFailure,
        List<Reason> reasons) {

    public Spec {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("A stage's name is lower-case words and hyphens, not \"" + name + "\".");
        }
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        needs = List.copyOf(needs);
        provides = List.copyOf(provides);
        reasons = List.copyOf(reasons);
    }

    /// A stage over memory that touches nothing personal and stops the request when it fails; refine by
    /// the methods below.
    public static Spec of(String name, String about) {
        return new Spec(
                name,
                about,
                Purpose.SERVICE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Effort.MEMORY,
                OnFailure.STOP,
                List.of());
    }

    public Spec serving(Purpose newPurpose) {
        return new Spec(name, about, newPurpose, reads, writes, needs, provides, effort, onFailure, reasons);
    }

    public Spec reading(Column... columns) {
        return new Spec(name, about, purpose, List.of(columns), writes, needs, provides, effort, onFailure, reasons);
    }

    public Spec reading(List<? extends Column> columns) {
        return reading(columns.toArray(Column[]::new));
    }

    public Spec writing(Column... columns) {
        return new Spec(name, about, purpose, reads, List.of(columns), needs, provides, effort, onFailure, reasons);
    }

    public Spec writing(List<? extends Column> columns) {
        return writing(columns.toArray(Column[]::new));
    }

    public Spec needing(Attribute<?>... attributes) {
        return new Spec(name, about, purpose, reads, writes, List.of(attributes), provides, effort, onFailure, reasons);
    }

    public Spec providing(Attribute<?>... attributes) {
        return new Spec(name, about, purpose, reads, writes, needs, List.of(attributes), effort, onFailure, reasons);
    }

    /// Runs on a virtual thread and is given up after `deadline`.
    public Spec within(Duration deadline) {
        return new Spec(
                name, about, purpose, reads, writes, needs, provides, new Effort.Outside(deadline), onFailure, reasons);
    }

    public Spec orElse(OnFailure policy) {
        return new Spec(name, about, purpose, reads, writes, needs, provides, effort, policy, reasons);
    }

    public Spec because(Reason... given) {
        return new Spec(name, about, purpose, reads, writes, needs, provides, effort, onFailure, List.of(given));
    }

    /// Stages over memory run in the request's thread; a hand-over would cost more than their work. Only
    /// stages that wait for something outside run beside each other on virtual threads, with a deadline
    /// (decision 0004).
    public sealed interface Effort {
        Effort MEMORY = new Memory();

        record Memory() implements Effort {}

        record Outside(Duration deadline) implements Effort {}
    }

    /// What a failed or late stage means for the request. Enrichments go on without; safety and consent
    /// stop.
    public enum OnFailure {
        /// Go on without what it would have given; the trace and the answer say so.
        GO_ON,
        /// The request fails: nothing is better than something unsafe.
        STOP
    }
}
