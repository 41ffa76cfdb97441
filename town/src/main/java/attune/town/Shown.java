package attune.town;

import org.jspecify.annotations.Nullable;

/// One entry of a slate as a member meets it. `position` counts from 0; `trace` names the run that chose it, if
/// there was one.
public record Shown(String item, String author, @Nullable String trace, int position) {
    public Shown {
        if (position < 0) {
            throw new IllegalArgumentException(
                    "position " + position + ". Maybe positions were counted from 1 and shifted twice?");
        }
    }
}
