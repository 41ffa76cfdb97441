package attune.pipeline.slate;

import attune.model.identity.MemberId;
import attune.model.policy.Grant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/// One request: who asks, when, for how many, with which permission, and what query hydrators found out.
///
/// Threads: one run, one thread; stages that run elsewhere get their answer carried back by the runner.
public final class Query {
    private final MemberId viewer;
    private final Grant grant;
    private final long nowMillis;
    private final int limit;
    private final long seed;
    private final int[] given;
    private final int watched;
    private final Map<Attribute<?>, Object> attributes = new HashMap<>();

    /// @param limit rows the slate may have at most
    /// @param seed of all chance in this run
    /// @param given items proposed from outside: a page to check again, impressions to rank, an item asked
    ///     about
    /// @param watched an item whose fate the trace must tell, or −1
    public Query(MemberId viewer, Grant grant, long nowMillis, int limit, long seed, int[] given, int watched) {
        if (!grant.member().equals(viewer)) throw new IllegalArgumentException("The grant is for another member.");
        if (limit < 1) throw new IllegalArgumentException("A slate needs room for one row at least, not " + limit);
        this.viewer = viewer;
        this.grant = grant;
        this.nowMillis = nowMillis;
        this.limit = limit;
        this.seed = seed;
        this.given = given.clone();
        this.watched = watched;
    }

    public MemberId viewer() {
        return viewer;
    }

    public Grant grant() {
        return grant;
    }

    public long nowMillis() {
        return nowMillis;
    }

    public int limit() {
        return limit;
    }

    public long seed() {
        return seed;
    }

    public int[] given() {
        return given.clone();
    }

    public int watched() {
        return watched;
    }

    /// A generator of its own for each stage, so that adding a stage does not change another's chance.
    public SplittableRandom chance(String stage) {
        return new SplittableRandom(seed ^ (stage.hashCode() * 0x9E3779B97F4A7C15L));
    }

    public <T> void put(Attribute<T> attribute, T value) {
        demand(attribute);
        attributes.put(attribute, value);
    }

    /// The value, which a stage declared as needed and an earlier one provided.
    public <T> T get(Attribute<T> attribute) {
        demand(attribute);
        Object value = attributes.get(attribute);
        if (value == null) {
            throw new NoSuchElementException(
                    "Nobody provided \"" + attribute + "\". Maybe its hydrator is not assembled.");
        }
        return attribute.cast(value);
    }

    public boolean has(Attribute<?> attribute) {
        return attributes.containsKey(attribute);
    }

    /// A copy for a stage that runs beside others; what it provides comes back by [#adopt] if it is in
    /// time.
    public Query fork() {
        Query copy = new Query(viewer, grant, nowMillis, limit, seed, given, watched);
        copy.attributes.putAll(attributes);
        return copy;
    }

    public void adopt(Query fork) {
        attributes.putAll(fork.attributes);
    }

    private void demand(Attribute<?> attribute) {
        if (attribute.purpose().needsConsent() && !grant.allows(attribute.purpose())) {
            throw new IllegalStateException(
                    "\"" + attribute + "\" serves " + attribute.purpose() + ", which was not granted.");
        }
    }
}
