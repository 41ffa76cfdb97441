package attune.app.config;

import attune.store.quarantine.Rule;
import attune.store.quarantine.Thresholds;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// When acts are held because they do not look like a person's.
final class QuarantineRoom {
    private static final int MANY = 1_000_000;

    private QuarantineRoom() {}

    static Thresholds read(Section in) {
        Thresholds usual = Thresholds.USUAL;
        return new Thresholds(
                floods(in, usual.floods()),
                times(in, usual.times()),
                habits(in, usual.habits()),
                together(in, usual.together()),
                Set.copyOf(in.texts(
                        "history-sources",
                        List.copyOf(usual.historySources()),
                        "Sources that state bulk history: no rule watches them.")),
                rules(in.texts("off", List.of(), "Codes of rules that place nothing, such as `metronome`.")),
                (int) in.number(
                        "watched-members",
                        usual.watchedMembers(),
                        64,
                        4_194_304,
                        "For how many members at once recent acts are kept, some 300 bytes each."),
                in.duration(
                        "trust",
                        usual.trust(),
                        Duration.ZERO,
                        Duration.ofDays(365),
                        "How long a rule leaves alone whom a person released from it."));
    }

    private static Thresholds.Floods floods(Section in, Thresholds.Floods usual) {
        return new Thresholds.Floods(
                count(in, "acts-per-minute", usual.actsPerMinute(), "Acts of a member in a minute."),
                count(in, "acts-per-hour", usual.actsPerHour(), "Acts of a member in an hour."),
                count(in, "impressions-per-minute", usual.impressionsPerMinute(), "Items on a screen in a minute."),
                count(
                        in,
                        "arrivals-per-hour",
                        usual.arrivalsPerHour(),
                        "Acts of a member arriving in an hour, whenever they were done."));
    }

    private static Thresholds.Times times(Section in, Thresholds.Times usual) {
        return new Thresholds.Times(
                in.duration(
                        "tolerance",
                        usual.tolerance(),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        "How far clocks may differ."),
                count(
                        in,
                        "impossible-times",
                        usual.facts(),
                        "Acts with impossible times in a day before they are held."),
                in.duration(
                        "dwell-per-hour",
                        usual.dwellPerHour(),
                        Duration.ofHours(1),
                        Duration.ofHours(48),
                        "How much dwell one hour may hold."),
                count(in, "items-at-once", usual.itemsAtOnce(), "Items acted on in the same millisecond."));
    }

    private static Thresholds.Habits habits(Section in, Thresholds.Habits usual) {
        return new Thresholds.Habits(
                (int) in.number("pauses", usual.gaps(), 10, 60, "Pauses compared by the rule metronome."),
                in.share("pauses-vary-by", usual.variation(), 0, 0.5, "How little of their mean pauses may vary by."),
                (int) in.number("hours-in-a-row", usual.hoursInARow(), 12, 64, "Hours in a row with acts in each."),
                count(in, "unseen-acts", usual.unseenActs(), "Acts of a sitting before unseen items tell."),
                in.share("unseen-share", usual.unseenShare(), 0.5, 1, "Share of them on items never on the screen."),
                (int) in.number("liked-after", usual.impressions(), 20, 390, "Items seen before liking all tells."),
                in.share("liked-share", usual.likedShare(), 0.5, 1, "Share of the items seen that may be liked."));
    }

    private static Thresholds.Together together(Section in, Thresholds.Together usual) {
        return new Thresholds.Together(
                (int) in.number("steps", usual.steps(), 4, 64, "Acts in the same order that make a sequence."),
                (int) in.number("in-step", usual.inStep(), 2, 60, "Members with the same sequence."),
                in.duration(
                        "in-step-within",
                        usual.within(),
                        Duration.ofMinutes(1),
                        Duration.ofDays(7),
                        "The time they do it in."),
                (int) in.number("burst", usual.burst(), 2, 60, "Young accounts on one item within ten minutes."),
                in.duration(
                        "young",
                        usual.young(),
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        "How young an account is."));
    }

    private static int count(Section in, String key, int absent, String meaning) {
        return (int) in.number(key, absent, 1, MANY, meaning);
    }

    private static Set<Rule> rules(List<String> codes) {
        Set<Rule> off = EnumSet.noneOf(Rule.class);
        for (String code : codes) {
            off.add(Rule.of(code)
                    .orElseThrow(() -> new IllegalArgumentException("No rule of quarantine has the code \"" + code
                            + "\". Maybe see docs/guides/data-quality.md.")));
        }
        return off;
    }
}
