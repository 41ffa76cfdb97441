package attune.app.evaluate.papers;

import attune.algorithms.collaborative.MemberScorer;
import java.util.List;
import java.util.function.Function;

/// One kind of recommender and the small grid of settings it may choose from.
///
/// @param name as it stands in tables, such as `walk`
record Family(String name, List<Setting> settings) {

    /// @param words the setting, to be printed
    /// @param training fits the recommender to the train part of a split, and to nothing else of it
    record Setting(String words, Function<Split, MemberScorer> training) {}

    /// Who competes for a set.
    ///
    /// @param alone know a member's own likes
    /// @param social know what friends like: one of them may join the best blend of the others, whose gain then
    /// shows
    ///     what friends are worth
    record Competition(List<Family> alone, List<Family> social) {}

    static Family of(String name, Setting... settings) {
        return new Family(name, List.of(settings));
    }
}
