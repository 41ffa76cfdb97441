package attune.http.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Tells a share of what happens all the time, and all of what happens once an hour.
record SeldomAlways(Sampler share) implements Sampler {
    /// Leaves with the span, so that who counts spans knows which were not thinned out.
    static final AttributeKey<Boolean> MARK = AttributeKey.booleanKey("attune.seldom");

    @Override
    public SamplingResult shouldSample(
            Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return Boolean.TRUE.equals(attributes.get(MARK))
                ? SamplingResult.recordAndSample()
                : share.shouldSample(parent, trace, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "What is seldom always, else " + share.getDescription();
    }
}
