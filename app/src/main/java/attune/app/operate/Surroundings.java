package attune.app.operate;

import attune.http.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What a community takes from the world around it: the time, a ticker, chance. The one place where they
/// are obtained for production is [#real()]; tests and the demo hand in their own.
///
/// @param clock the community's time; the demo's runs faster than the wall's
/// @param tickerNanos real time for durations, nanoseconds that only grow
/// @param telemetry who is told what took how long; nobody, unless the settings name a collector
public record Surroundings(InstantSource clock, LongSupplier tickerNanos, SecureRandom random, Telemetry telemetry) {
    public Surroundings(InstantSource clock, LongSupplier tickerNanos, SecureRandom random) {
        this(clock, tickerNanos, random, Telemetry.OFF);
    }

    public static Surroundings real() {
        SteadyClock clock = new SteadyClock(InstantSource.system(), System::nanoTime);
        return new Surroundings(clock, System::nanoTime, new SecureRandom());
    }

    public Surroundings at(InstantSource other) {
        return new Surroundings(other, tickerNanos, random, telemetry);
    }

    public Surroundings telling(Telemetry whom) {
        return new Surroundings(clock, tickerNanos, random, whom);
    }
}
