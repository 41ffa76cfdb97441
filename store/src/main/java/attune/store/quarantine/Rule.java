package attune.store.quarantine;

import java.util.Arrays;
import java.util.Optional;

/// What places a quarantine, each with a code that stands in the log and a sentence with its two numbers. The sentences
/// are about acts; what kind of person or machine did them is nobody's to say here.
public enum Rule {
    FLOOD_MINUTE("flood-minute", "%d acts within one minute; a hand does at most %d."),
    FLOOD_HOUR("flood-hour", "%d acts within one hour; a hand does at most %d."),
    FLOOD_IMPRESSIONS("flood-impressions", "%d items on the screen within one minute; a screen shows at most %d."),
    FLOOD_ARRIVALS("flood-arrivals", "%d acts arrived within one hour, whenever they were done; at most %d are taken."),
    YOUNG_BURST(
            "young-burst",
            "One of %d accounts that acted on one item within ten minutes, each within an hour of joining; from %d on"
                    + " they are held."),
    BEFORE_PUBLISHED("before-published", "%d acts dated before their items were published; from %d on they are held."),
    BEFORE_JOINED("before-joined", "%d acts dated before the account was opened; from %d on they are held."),
    DWELL_BEYOND_TIME("dwell-beyond-time", "%d minutes of dwell within one hour; at most %d are believed."),
    SAME_MOMENT("same-moment", "%d items acted on in the same millisecond; at most %d are believed."),
    METRONOME(
            "metronome",
            "The pauses between acts vary by %d thousandths of their mean; a hand's vary by more than %d."),
    ROUND_THE_CLOCK("round-the-clock", "Acts in each of %d hours in a row; a person sleeps within %d."),
    UNSEEN(
            "unseen",
            "%d of a hundred acts in a sitting were on items that were never on the screen, where the source tells what"
                    + " is; from %d on they are held."),
    LIKES_EVERYTHING("likes-everything", "%d of a hundred items seen were liked; from %d on they are held."),
    IN_STEP(
            "in-step",
            "One of %d accounts that did the same acts on the same items in the same order; from %d on they are held."),
    /// A fact dated before a standing quarantine: it widens, its cause stays.
    EARLIER("earlier", "An act dated %d minutes before the quarantine arrived during it; it holds from there on (%d)."),
    /// A person looked at it and left it standing: the cause stays.
    CONFIRMED("confirmed", "A person looked at what was measured and left it standing (%d, %d)."),
    /// A person placed it.
    BY_HAND("by-hand", "Placed by a person (%d, %d).");

    private final String code;
    private final String words;

    Rule(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    /// The sentence for a reader.
    public String words(long observed, long limit) {
        return words.formatted(observed, limit);
    }

    /// Empty for a rule of another version.
    public static Optional<Rule> of(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }
}
