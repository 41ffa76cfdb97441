package attune.app.evaluate.papers;

import attune.app.evaluate.Scorecard;
import java.nio.file.Path;

/// One public set with its protocol, what others published for it, and the bar we set ourselves.
public interface Paper {

    /// As it is typed, such as `gowalla`.
    String name();

    /// Its folder among the public data sets.
    String folder();

    /// Chooses, trains, measures and tells. Called once, with a folder that exists.
    ///
    /// @param choosingOnly stop before the test part is read, so that work on a recommender never looks at it
    void run(Path at, boolean choosingOnly, Scorecard card);
}
