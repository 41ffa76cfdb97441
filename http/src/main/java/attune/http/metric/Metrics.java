package attune.http.metric;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The figures of one community, or of a node. Names are dotted words (`attune.events.accepted`); Prometheus shows them
/// with
/// underscores and units. Labels are few and never name a member, an item or anything else that grows.
///
/// Asking twice for the same name and labels answers the same meter.
public final class Metrics implements AutoCloseable {
    private static final Duration[] BOUNDS = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Tags own;
    // The runtime's figures cost a tenth of a start and nobody sees them before the first scrape, which binds them.
    // Guard of both: this object's lock.
    private @Nullable JvmGcMetrics collections;
    private boolean unbound;

    /// Of a node with several communities.
    public Metrics() {
        own = Tags.empty();
    }

    /// Of one community, whose name each figure carries, so that those of several nodes can lie in one place.
    public Metrics(String community) {
        own = Tags.of("community", community);
    }

    /// Adds the basics of the Java runtime, from the first scrape on: memory, collections, threads, processor,
    /// uptime. Once per process and page.
    public synchronized void watchRuntime() {
        unbound = collections == null;
    }

    private synchronized void bindRuntime() {
        if (!unbound) return;
        unbound = false;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections = new JvmGcMetrics();
        collections.bindTo(registry);
    }

    /// @param labels name and value in turn
    public Counter counter(String name, String help, String... labels) {
        var counter = io.micrometer.core.instrument.Counter.builder(name)
                .description(help)
                .tags(own.and(labels))
                .register(registry);
        return counter::increment;
    }

    public Latency latency(String name, String help, String... labels) {
        Timer timer = Timer.builder(name)
                .description(help)
                .tags(own.and(labels))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// How large something is each time, such as a group of events, in classes that double.
    public Size size(String name, String help, String... labels) {
        DistributionSummary summary = DistributionSummary.builder(name)
                .description(help)
                .tags(own.and(labels))
                .serviceLevelObjectives(SIZES)
                .register(registry);
        return summary::record;
    }

    /// Something that only grows and is counted elsewhere.
    public void count(String name, String help, LongSupplier total, String... labels) {
        FunctionCounter.builder(name, total, LongSupplier::getAsLong)
                .description(help)
                .tags(own.and(labels))
                .register(registry);
    }

    /// A value that is read when someone looks; it is kept alive by being measured.
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(own.and(labels))
                .strongReference(true)
                .register(registry);
    }

    /// What each series of one latency came to since the start; empty if nothing was timed.
    public List<Timing> timings(String name) {
        return registry.find(name).timers().stream().map(Timing::of).toList();
    }

    /// What each series of one counter came to since the start; empty if there is none.
    public List<Tally> tallies(String name) {
        return registry.find(name).counters().stream().map(Tally::of).toList();
    }

    /// Everything, in the text format of Prometheus.
    public String scrape() {
        bindRuntime();
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        unbound = false;
        if (collections != null) collections.close();
        registry.close();
    }
}
