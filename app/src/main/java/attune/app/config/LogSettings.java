package attune.app.config;

import attune.app.logging.LogFormat;

/// What is written to the log, and how.
///
/// @param format   for people or for programs
/// @param quietest what is less grave is not written
/// @param access   whether each request is a line: route, status and time, without ids
public record LogSettings(LogFormat format, Level quietest, boolean access) {
    /// How grave an entry is.
    public enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }

    static LogSettings read(Section in) {
        return new LogSettings(
                in.choice("format", LogFormat.class, LogFormat.TEXT, "Lines for people, or a JSON object a line."),
                in.choice("level", Level.class, Level.INFO, "What is less grave is not written."),
                in.truth("access", false, "A line for each request: method, route, status, time; no ids."));
    }
}
