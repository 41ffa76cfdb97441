package attune.app.config;

import attune.model.policy.Purpose;
import attune.store.retention.Behaviour;
import attune.store.retention.Retention;
import java.time.Duration;
import java.util.Locale;

/// For how many days each kind of behaviour serves each purpose, and how long what was made of it is kept; when its
/// last term ends it is destroyed.
///
/// @param terms of behaviour
/// @param traces how long the trace of an answer is kept
/// @param artifacts how long a trained model is kept and may serve, from its training
public record RetentionSettings(Retention terms, Duration traces, Duration artifacts) {
    public static final RetentionSettings USUAL =
            new RetentionSettings(Retention.USUAL, Duration.ofDays(30), Duration.ofDays(90));

    /// Longer than any log: a term that does not end.
    private static final int CENTURY_DAYS = 36_500;

    static RetentionSettings read(Section in) {
        Retention terms = Retention.USUAL;
        for (Behaviour kind : Behaviour.values()) {
            if (kind == Behaviour.UNDONE) continue;
            Section own = in.under(word(kind));
            for (Purpose purpose : Purpose.values()) {
                int usual = Retention.USUAL.days(kind, purpose);
                if (usual > 0) terms = terms.with(kind, purpose, days(own, kind, purpose, usual));
            }
        }
        return new RetentionSettings(
                terms.checked(),
                kept(in, "traces", USUAL.traces, "How long the trace of an answer is kept; why is asked of it."),
                kept(
                        in,
                        "artifacts",
                        USUAL.artifacts,
                        "How long a trained model is kept and may serve, from its training; then the untrained one"
                                + " serves until the next training."));
    }

    private static Duration kept(Section in, String key, Duration usual, String meaning) {
        return in.duration(key, usual, Duration.ofHours(1), Duration.ofDays(CENTURY_DAYS), meaning);
    }

    private static int days(Section own, Behaviour kind, Purpose purpose, int usual) {
        String meaning =
                "Days that `" + word(kind) + "` facts serve " + word(purpose) + "; 0 for not at all, 36500 for ever.";
        long days = own.number(word(purpose), usual, 0, CENTURY_DAYS, meaning);
        return days == CENTURY_DAYS ? Retention.FOREVER : Math.toIntExact(days);
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
