package attune.app.config;

import attune.http.limit.Rate;
import attune.http.limit.RateLimits;
import attune.http.limit.RouteClass;
import java.util.EnumMap;
import java.util.Map;

/// How much one asker may ask.
final class LimitsRoom {
    private static final long MOST = 100_000_000;

    private LimitsRoom() {}

    static RateLimits read(Section in) {
        RateLimits usual = RateLimits.usual();
        return new RateLimits(
                in.truth("enabled", usual.limited(), "Whether requests are limited by asker at all."),
                rates(in.under("key"), usual.keys(), "each key or account"),
                rates(in.under("member"), usual.members(), "each member, whoever asks for them"),
                rates(in.under("address"), usual.addresses(), "each address that shows no key"),
                (int) in.number(
                        "askers", usual.most(), 100, 10_000_000, "Askers remembered at a time, some 150 bytes each."));
    }

    private static Map<RouteClass, Rate> rates(Section in, Map<RouteClass, Rate> usual, String whose) {
        Map<RouteClass, Rate> rates = new EnumMap<>(RouteClass.class);
        usual.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> {
            Rate rate = one.getValue();
            String what = one.getKey() == RouteClass.INGEST ? "Events" : "Requests";
            long perSecond =
                    in.number(one.getKey().word(), rate.perSecond(), 1, MOST, what + " a second of " + whose + ".");
            rates.put(one.getKey(), Rate.of(perSecond, (int) (rate.burst() / rate.perSecond())));
        });
        return rates;
    }
}
