package attune.app.config;

import java.time.Duration;

/// When a serving community looks after itself: it removes traces past their retention and trains its model.
///
/// @param first  how long after the start
/// @param drain  how long a stopping node says that it is not ready, and still answers
/// @param period how long from the end of one round to the next
public record UpkeepSettings(Duration first, Duration period, Duration drain) {
    static UpkeepSettings read(Section in) {
        Duration least = Duration.ofSeconds(10);
        return new UpkeepSettings(
                in.duration("first", Duration.ofMinutes(10), least, Duration.ofDays(7), "First round after the start."),
                in.duration("period", Duration.ofHours(1), least, Duration.ofDays(30), "From one round to the next."),
                in.duration(
                        "drain",
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        "How long a stopping node says it is not ready before it takes no more requests."));
    }
}
