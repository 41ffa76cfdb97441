package attune.http.limit;

import attune.http.auth.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Decides whether an asker may ask now. A request with a key takes from the bucket of the member it is about, and
/// then from the key's: a noisy member empties their own bucket and leaves the key's to the others. A member's own
/// token takes from the member's bucket only, and who shows nothing from their address's.
///
/// Buckets are kept for as many askers as the limits say. When there are more, those that are full are forgotten, for
/// they say nothing; if none is, newcomers of a class share one bucket until some are. Besides, full ones are forgotten
/// once a minute, so that no asker's name stays longer than it serves. Any thread may call.
public final class RateLimiter {
    private static final long SWEEP_NANOS = 1_000_000_000L;
    private static final long FORGET_NANOS = 60 * SWEEP_NANOS;

    /// What was decided.
    ///
    /// @param retrySeconds 0 when the request may go on; else after how many seconds it is worth trying again
    /// @param policy       what the limit is, for the header `RateLimit-Policy`; empty when there is none
    /// @param standing     what is left of it, for the header `RateLimit`
    /// @param by           whose bucket it is: `key`, `member` or `address`
    public record Decision(long retrySeconds, String policy, String standing, String by) {
        static final Decision FREE = new Decision(0, "", "", "");

        public boolean allowed() {
            return retrySeconds == 0;
        }
    }

    private record Asker(RouteClass of, String by, String name) {}

    private record Taken(Asker asker, TokenBucket bucket) {}

    private final RateLimits limits;
    private final LongSupplier ticker;
    private final ConcurrentHashMap<Asker, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong sweptNanos;

    /// @param ticker nanoseconds that only grow
    public RateLimiter(RateLimits limits, LongSupplier ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.sweptNanos = new AtomicLong(ticker.getAsLong() - SWEEP_NANOS);
    }

    /// @param member  the member the request is about; null when it is about none
    /// @param address where it came from, used only when it shows no proof
    public Decision ask(RouteClass of, Principal principal, @Nullable String member, String address) {
        long now = ticker.getAsLong();
        if (now - sweptNanos.get() > FORGET_NANOS) sweep(now);
        List<Taken> from = buckets(of, principal, member, address);
        if (from.isEmpty()) return Decision.FREE;
        for (Taken one : from) {
            long wait = one.bucket.take(now);
            if (wait > 0) return decision(of, one, Math.ceilDiv(wait, 1_000_000_000L), now);
        }
        // Of a member's limit and their network's, the one that would refuse first is what an asker plans by.
        Taken tightest = Collections.min(from, Comparator.comparingLong(one -> one.bucket.left(now)));
        return decision(of, tightest, 0, now);
    }

    /// Adds what a request that was let in turned out to weigh, beside the one it paid.
    public void weigh(RouteClass of, Principal principal, @Nullable String member, String address, long more) {
        long now = ticker.getAsLong();
        if (more > 0) buckets(of, principal, member, address).forEach(one -> one.bucket.charge(more, now));
    }

    /// Askers that are remembered now.
    public int size() {
        return buckets.size();
    }

    private static Decision decision(RouteClass of, Taken taken, long retrySeconds, long now) {
        Rate rate = taken.bucket.rate();
        String policy = "\"" + of.word() + "\";q=" + rate.burst() + ";w=" + rate.windowSeconds();
        String standing = "\"" + of.word() + "\";r=" + taken.bucket.left(now) + ";t="
                + (retrySeconds > 0 ? retrySeconds : taken.bucket.fullInSeconds(now));
        return new Decision(retrySeconds, policy, standing, taken.asker.by);
    }

    private List<Taken> buckets(RouteClass of, Principal principal, @Nullable String member, String address) {
        List<Taken> from = new ArrayList<>(2);
        if (!limits.limited() || of == RouteClass.EXEMPT) return from;
        switch (principal) {
            case Principal.Anonymous _ -> add(from, limits.addresses(), new Asker(of, "address", address));
            case Principal.Member(String id) -> add(from, limits.members(), new Asker(of, "member", id));
            case Principal.Machine(var _, String key) -> {
                if (member != null) add(from, limits.members(), new Asker(of, "member", member));
                add(from, limits.keys(), new Asker(of, "key", key));
            }
            case Principal.Staff(var role, String name) ->
                add(from, limits.keys(), new Asker(of, "key", role.word() + " " + name));
        }
        return from;
    }

    private void add(List<Taken> to, Map<RouteClass, Rate> rates, Asker asker) {
        Rate rate = rates.get(asker.of);
        if (rate != null) to.add(new Taken(asker, bucket(asker, rate)));
    }

    private TokenBucket bucket(Asker asker, Rate rate) {
        TokenBucket known = buckets.get(asker);
        if (known != null) return known;
        long now = ticker.getAsLong();
        if (buckets.size() >= limits.most()) sweep(now);
        Asker kept = buckets.size() < limits.most() ? asker : new Asker(asker.of, asker.by, "everyone else");
        return buckets.computeIfAbsent(kept, _ -> new TokenBucket(rate, now));
    }

    private void sweep(long now) {
        long last = sweptNanos.get();
        if (now - last < SWEEP_NANOS || !sweptNanos.compareAndSet(last, now)) return;
        buckets.values().removeIf(bucket -> bucket.full(now));
    }
}
