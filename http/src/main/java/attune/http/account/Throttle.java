package attune.http.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes guessing slow. After a few failures for one name, or from one address, each next attempt must wait
/// twice as long as the one before, up to a quarter of an hour; a success for a name forgives the name. Names
/// are counted whether or not there is such an account, so that a wait tells nothing.
///
/// An attacker can thus make an account wait, and only wait: the one-time link that the node prints always works.
///
/// Any thread may call; the object's monitor guards the map.
final class Throttle {
    static final int FREE_FOR_NAME = 5;
    static final int FREE_FOR_ADDRESS = 20;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST = 20_000;

    private record Count(int failures, long nextMillis) {}

    private final InstantSource clock;
    private final Map<String, Count> counts = new Bounded();

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /// How long somebody has to wait before they may try; zero for not at all. An attempt that may be made is
    /// counted as failed at once, so that attempts side by side are not free.
    synchronized Duration enter(String name, String address) {
        long now = clock.millis();
        long wait = Math.max(left("name " + name, now), left("address " + address, now));
        if (wait > 0) return Duration.ofMillis(wait);
        fail("name " + name, FREE_FOR_NAME, now);
        fail("address " + address, FREE_FOR_ADDRESS, now);
        return Duration.ZERO;
    }

    synchronized void succeeded(String name, String address) {
        counts.remove("name " + name);
        counts.computeIfPresent(
                "address " + address, (_, count) -> new Count(Math.max(0, count.failures - 1), clock.millis()));
    }

    private long left(String whose, long now) {
        Count count = counts.get(whose);
        return count == null ? 0 : count.nextMillis - now;
    }

    private void fail(String whose, int free, long now) {
        Count old = counts.remove(whose);
        boolean remembered = old != null && now - old.nextMillis < LONGEST.toMillis() * 4;
        int failures = old != null && remembered ? old.failures + 1 : 1;
        long waitSeconds = failures < free ? 0 : 1L << Math.min(20, failures - free);
        counts.put(whose, new Count(failures, now + Math.min(LONGEST.toMillis(), waitSeconds * 1000)));
    }

    /// Forgets whoever failed longest ago.
    private static final class Bounded extends LinkedHashMap<String, Count> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST;
        }
    }
}
