package attune.app.logging;

/// How log lines look.
public enum LogFormat {
    /// For people at a terminal.
    TEXT,
    /// One JSON object a line, for whatever collects logs.
    JSON
}
