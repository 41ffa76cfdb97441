package attune.http.limit;

import java.util.EnumMap;
import java.util.Map;

/// The limits of a node. Each is per community: what one asks of the node takes nothing from another.
///
/// @param limited   whether there are limits at all
/// @param keys      for each key or account of staff
/// @param members   for each member, by whichever token or key is asked for them
/// @param addresses for each address from which somebody asks without a proof
/// @param most      most buckets kept at a time
public record RateLimits(
        boolean limited,
        Map<RouteClass, Rate> keys,
        Map<RouteClass, Rate> members,
        Map<RouteClass, Rate> addresses,
        int most) {
    /// No limit: for tests and for a node behind something that limits.
    public static final RateLimits NONE = new RateLimits(false, Map.of(), Map.of(), Map.of(), 1);

    public RateLimits {
        keys = Map.copyOf(keys);
        members = Map.copyOf(members);
        addresses = Map.copyOf(addresses);
        if (most < 1) throw new IllegalArgumentException("At least one bucket is kept.");
    }

    /// What a node has unless its settings say otherwise. A key may bring 200,000 events a second and a
    /// member's app a hundred; reading is bounded where one asker would slow the others.
    public static RateLimits usual() {
        Map<RouteClass, Rate> keys = new EnumMap<>(RouteClass.class);
        keys.put(RouteClass.INGEST, Rate.of(200_000, 5));
        keys.put(RouteClass.READ, Rate.of(5_000, 5));
        keys.put(RouteClass.CHANGE, Rate.of(2_000, 5));
        keys.put(RouteClass.RIGHTS, Rate.of(200, 10));
        keys.put(RouteClass.EXPORT, Rate.hourly(600));
        keys.put(RouteClass.SIGN_IN, Rate.of(10, 10));
        Map<RouteClass, Rate> members = new EnumMap<>(RouteClass.class);
        members.put(RouteClass.INGEST, Rate.of(100, 10));
        members.put(RouteClass.READ, Rate.of(20, 10));
        members.put(RouteClass.CHANGE, Rate.of(10, 10));
        members.put(RouteClass.RIGHTS, Rate.of(2, 20));
        members.put(RouteClass.EXPORT, Rate.hourly(6));
        members.put(RouteClass.SIGN_IN, Rate.of(1, 20));
        Map<RouteClass, Rate> addresses = new EnumMap<>(RouteClass.class);
        addresses.put(RouteClass.INGEST, Rate.of(1, 20));
        addresses.put(RouteClass.READ, Rate.of(50, 10));
        addresses.put(RouteClass.CHANGE, Rate.of(1, 20));
        addresses.put(RouteClass.RIGHTS, Rate.of(1, 20));
        addresses.put(RouteClass.EXPORT, Rate.hourly(60));
        addresses.put(RouteClass.SIGN_IN, Rate.of(1, 20));
        return new RateLimits(true, keys, members, addresses, 200_000);
    }
}
