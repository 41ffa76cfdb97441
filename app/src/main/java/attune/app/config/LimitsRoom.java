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
            String word = one.getKey().word();
            String what = what(one.getKey(), rate) + whose + ".";
            long count = in.number(word, rate.count(), 1, MOST, what);
            rates.put(one.getKey(), new Rate(count, rate.span(), count * (rate.burst() / rate.count())));
        });
        return rates;
    }

    private static String what(RouteClass of, Rate rate) {
        if (rate.span() == Rate.Span.HOUR) return "Copies of everything held, an hour, of ";
        return (of == RouteClass.INGEST ? "Events" : "Requests") + " a second of ";
    }
}
