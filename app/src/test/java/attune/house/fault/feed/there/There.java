package attune.house.fault.feed.there;

import attune.house.fault.feed.here.Here;

/// Breaks "no circles", together with [Here].
public final class There {
    Here here() {
        return new Here();
    }
}
