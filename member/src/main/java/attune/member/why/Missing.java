package attune.member.why;

import attune.pipeline.trace.Trace;
import attune.pipeline.trace.Trace.Fate;
import java.util.Locale;

/// What became of the item that a run kept an eye on.
///
/// @param shown whether it is in the slate
/// @param stage where it ended, such as `filter:muted-word`
public record Missing(boolean shown, String stage, String code, String text) {
    /// Rejects a trace of a run that watched no item.
    public static Missing of(Trace trace) {
        Fate fate = trace.watched();
        if (fate == null) throw new IllegalArgumentException("This run kept an eye on no item.");
        return switch (fate) {
            case Fate.Filtered(String stage, String code, String sentence) ->
                new Missing(false, "filter:" + stage, code, sentence);
            case Fate.NotProposed() ->
                new Missing(
                        false,
                        "source",
                        "not-proposed",
                        "Nothing stands against it, but nothing proposed it either: none of the places where this"
                                + " surface looks holds it among its first.");
            case Fate.NotSelected(int rank, int rows) ->
                new Missing(
                        false,
                        "selector",
                        "rank",
                        String.format(
                                Locale.ROOT, "It was ranked %d of %d, and the slate ends before it.", rank + 1, rows));
            case Fate.Selected(int position) ->
                new Missing(true, "selector", "shown", "It is in the slate, at place " + (position + 1) + ".");
        };
    }
}
