package attune.app.config;

import org.jspecify.annotations.Nullable;

/// The variables a process was started with, handed in.
@FunctionalInterface
public interface Environment {
    Environment EMPTY = _ -> null;

    /// The variable's value; null when it is not set.
    @Nullable
    String get(String name);
}
