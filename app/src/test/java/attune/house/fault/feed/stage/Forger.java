package attune.house.fault.feed.stage;

import attune.house.fault.model.policy.Grant;
import java.util.function.IntFunction;

/// Breaks "grants from one issuer" twice, once by a reference to the constructor.
final class Forger {
    Grant forge() {
        return new Grant(1);
    }

    IntFunction<Grant> refer() {
        return Grant::new;
    }
}
