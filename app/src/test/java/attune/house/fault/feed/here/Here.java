package attune.house.fault.feed.here;

import attune.house.fault.feed.there.There;

/// Breaks "no circles", together with [There].
public final class Here {
    There there() {
        return new There();
    }
}
