package attune.http.telemetry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where it is told what took how long. Telling never waits and never fails: what cannot be sent is dropped and
/// counted, for the work itself matters more than its measure. Any thread may call.
public interface Telemetry extends AutoCloseable {
    /// Tells nobody, and costs nothing.
    Telemetry OFF = new Silence();

    /// Whether work done now on this thread would be sent; when not, nobody need describe it.
    boolean listens();

    /// A request came in.
    ///
    /// @param traceparent its header of this name, as the W3C writes it; one that is malformed counts as none
    Visit arrive(@Nullable String traceparent, long startedNanos);

    /// Work that is done: a part of the visit that this thread is within, or else its own beginning.
    void tell(Work work);

    /// The same, for one community: what is told through it carries the community's name.
    Telemetry of(String community);

    /// Spans the collector took, and those that were lost to it, since the start.
    Standing standing();

    /// Sends what is left, for as long as one sending may take.
    @Override
    void close();

    /// One request while it is being answered.
    interface Visit {
        /// Whether it would be sent; when not, nobody need describe it.
        boolean listens();

        /// Work told by this thread meanwhile is a part of the visit.
        <T> T within(Supplier<T> answering);

        /// It was answered.
        ///
        /// @param work its name, end and attributes
        void leave(Work work);
    }

    /// @param lost refused, late, or more than the queue holds
    record Standing(long sent, long lost) {}
}
