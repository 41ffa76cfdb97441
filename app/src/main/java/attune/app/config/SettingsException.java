package attune.app.config;

import java.util.List;

/// Settings that cannot be used: every fault at once, each with its place and what to do.
public final class SettingsException extends RuntimeException {
    private final List<String> faults;

    SettingsException(List<String> faults) {
        super("The settings cannot be used.\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
