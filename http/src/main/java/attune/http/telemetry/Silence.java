package attune.http.telemetry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The telemetry of a node that was told of no collector.
final class Silence implements Telemetry, Telemetry.Visit {
    @Override
    public boolean listens() {
        return false;
    }

    @Override
    public Visit arrive(@Nullable String traceparent, long startedNanos) {
        return this;
    }

    @Override
    public <T> T within(Supplier<T> answering) {
        return answering.get();
    }

    @Override
    public void leave(Work work) {}

    @Override
    public void tell(Work work) {}

    @Override
    public Telemetry of(String community) {
        return this;
    }

    @Override
    public Standing standing() {
        return new Standing(0, 0);
    }

    @Override
    public void close() {}
}
