package attune.house.fault.learning;

import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;

/// Breaks "no ambient input" four times, once by a method reference.
final class Ambient {
    final LongSupplier clock = System::currentTimeMillis;

    long ticks() {
        return System.nanoTime();
    }

    Instant moment() {
        return Instant.now();
    }

    int chance() {
        return new Random().nextInt();
    }
}
