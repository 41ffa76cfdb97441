package attune.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// What a busy network sends, as JSON: of twenty facts, twelve likes, three impressions, two dwells, a view, a search
/// and
/// a post. The last two carry text, which is sealed under the member's key. Each fact is a function of its number, has
/// an idempotency id of its own, and happened within the last week.
record WireFacts(int members, int items, long nowMillis) {
    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    void write(long number, StringBuilder out) {
        SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L + 5);
        String member = "m" + random.nextInt(members);
        String item = "i" + (items - 1 - Crowd.skewed(random, items));
        out.append("{\"id\":\"e").append(number).append("\",\"at\":\"");
        out.append(Instant.ofEpochSecond(nowMillis / 1000 - random.nextLong(WEEK_SECONDS)));
        out.append("\",\"type\":\"");
        switch ((int) (number % 20)) {
            case 0 ->
                out.append("item.published\",\"item\":\"n")
                        .append(number)
                        .append("\",\"author\":\"")
                        .append(member)
                        .append("\",\"text\":\"A post about a river, a lamp and bread in the north, number ")
                        .append(number)
                        .append("\",\"topics\":[\"topic-")
                        .append(random.nextInt(100))
                        .append("\"]}");
            case 1 ->
                out.append("searched\",\"member\":\"")
                        .append(member)
                        .append("\",\"query\":\"winter harbour ")
                        .append(number % 1000)
                        .append("\"}");
            case 2 -> on("viewed", member, item, out).append('}');
            case 3, 4 ->
                on("acted", member, item, out)
                        .append(",\"act\":\"dwell\",\"value\":")
                        .append(500 + random.nextInt(20_000))
                        .append('}');
            case 5, 6, 7 ->
                on("impressed", member, item, out)
                        .append(",\"position\":")
                        .append(random.nextInt(20))
                        .append('}');
            default -> on("acted", member, item, out).append(",\"act\":\"like\"}");
        }
    }

    private static StringBuilder on(String type, String member, String item, StringBuilder out) {
        return out.append(type)
                .append("\",\"member\":\"")
                .append(member)
                .append("\",\"item\":\"")
                .append(item)
                .append('"');
    }
}
