package attune.http.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends spans to a collector over OTLP/HTTP, by the maintained SDK of OpenTelemetry. Its classes are loaded when this
/// one is, so a node without a collector never pays for them.
///
/// A thread of its own sends what was gathered. Of a caller's context the `traceparent` alone is read: `tracestate` and
/// `baggage` may hold anything, and would leave again with every span.
public final class OtlpTelemetry implements Telemetry {
    /// Beyond this the wall's clock was set, and spans follow it.
    private static final long JUMP_NANOS = 1_000_000_000;

    private static final TextMapGetter<String> PARENT = (carrier, key) -> "traceparent".equals(key) ? carrier : null;

    /// What all communities of a node share.
    private static final class Line {
        final SdkTracerProvider provider;
        final Tracer tracer;
        final CountedExport export;
        final TelemetrySettings settings;
        final InstantSource clock;
        final LongSupplier tickerNanos;
        /// The visit that a thread is within; bound while it is answered, and gone with that.
        final ScopedValue<Context> visit = ScopedValue.newInstance();
        /// What turns the ticker's time into the wall's.
        private volatile long shiftNanos;

        Line(TelemetrySettings settings, String version, InstantSource clock, LongSupplier tickerNanos) {
            this.settings = settings;
            this.clock = clock;
            this.tickerNanos = tickerNanos;
            this.shiftNanos = wall() - tickerNanos.getAsLong();
            this.export = new CountedExport(exporter(settings));
            this.provider = SdkTracerProvider.builder()
                    .setResource(Resource.getDefault()
                            .merge(Resource.create(Attributes.builder()
                                    .put("service.name", settings.service())
                                    .put("service.version", version)
                                    .build())))
                    .setSampler(sampler(settings))
                    .addSpanProcessor(BatchSpanProcessor.builder(export)
                            .setScheduleDelay(settings.period())
                            .setMaxQueueSize(settings.queue())
                            .setMaxExportBatchSize(Math.min(512, settings.queue()))
                            .setExporterTimeout(settings.timeout())
                            .build())
                    .build();
            this.tracer = provider.get("attune");
        }

        private long wall() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        long epochNanos(long tickNanos) {
            long shift = shiftNanos;
            long now = wall() - tickerNanos.getAsLong();
            if (Math.abs(now - shift) > JUMP_NANOS) shiftNanos = shift = now;
            return shift + tickNanos;
        }

        Context current() {
            return visit.isBound() ? visit.get() : Context.root();
        }
    }

    private final Line line;
    private final @Nullable String community;

    private OtlpTelemetry(Line line, @Nullable String community) {
        this.line = line;
        this.community = community;
    }

    /// Starts the thread that sends; the collector need not be there yet.
    ///
    /// @param version of this node
    public static Telemetry open(
            TelemetrySettings settings, String version, InstantSource clock, LongSupplier tickerNanos) {
        return new OtlpTelemetry(new Line(settings, version, clock, tickerNanos), null);
    }

    /// A stranger may ask to be left out and not to be told: else anybody fills the collector.
    private static Sampler sampler(TelemetrySettings settings) {
        Sampler share = Sampler.traceIdRatioBased(settings.share());
        return Sampler.parentBasedBuilder(new SeldomAlways(share))
                .setRemoteParentSampled(settings.trusting() ? Sampler.alwaysOn() : share)
                .build();
    }

    private static OtlpHttpSpanExporter exporter(TelemetrySettings settings) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(settings.timeout())
                .setConnectTimeout(settings.timeout())
                // Spans are told once. What a collector that comes back finds missing, it finds counted.
                .setRetryPolicy(null);
        if (settings.authorization() != null) builder.addHeader("Authorization", settings.authorization());
        return builder.build();
    }

    @Override
    public boolean listens() {
        return !line.visit.isBound()
                || Span.fromContext(line.visit.get()).getSpanContext().isSampled();
    }

    @Override
    public Visit arrive(@Nullable String traceparent, long startedNanos) {
        Context caller = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, PARENT);
        Span span = line.tracer
                .spanBuilder("request")
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .setStartTimestamp(line.epochNanos(startedNanos), TimeUnit.NANOSECONDS)
                .startSpan();
        return new Underway(span);
    }

    private final class Underway implements Visit {
        private final Span span;

        Underway(Span span) {
            this.span = span;
        }

        @Override
        public boolean listens() {
            return span.isRecording();
        }

        @Override
        public <T> T within(Supplier<T> answering) {
            return ScopedValue.where(line.visit, Context.root().with(span)).call(answering::get);
        }

        @Override
        public void leave(Work work) {
            span.updateName(work.name());
            finish(span, work, Context.root().with(span));
        }
    }

    @Override
    public void tell(Work work) {
        Context within = line.current();
        boolean apart =
                work.seldom() && !Span.fromContext(within).getSpanContext().isSampled();
        tell(work, apart ? Context.root() : within);
    }

    private void tell(Work work, Context parent) {
        SpanBuilder builder = line.tracer
                .spanBuilder(work.name())
                .setParent(parent)
                .setStartTimestamp(line.epochNanos(work.startedNanos()), TimeUnit.NANOSECONDS);
        if (work.seldom()) builder.setAttribute(SeldomAlways.MARK, true);
        Span span = builder.startSpan();
        finish(span, work, parent.with(span));
    }

    private void finish(Span span, Work work, Context context) {
        if (span.isRecording()) {
            if (community != null) span.setAttribute(Attribute.COMMUNITY.key(), community);
            work.words().forEach((attribute, word) -> span.setAttribute(attribute.key(), word));
            work.numbers().forEach((attribute, number) -> span.setAttribute(attribute.key(), number));
            if (work.failed()) span.setStatus(StatusCode.ERROR);
            for (Work part : work.parts()) tell(part, context);
        }
        span.end(line.epochNanos(work.endedNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public Telemetry of(String name) {
        return new OtlpTelemetry(line, name);
    }

    @Override
    public Standing standing() {
        return new Standing(line.export.sent.get(), line.export.lost.get());
    }

    /// Also when the collector is gone, the node's end does not wait longer than one sending may take.
    @Override
    public void close() {
        var _ = line.provider.shutdown().join(line.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
