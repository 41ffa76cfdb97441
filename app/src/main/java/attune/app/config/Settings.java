package attune.app.config;

import attune.http.server.HttpSettings;
import attune.http.telemetry.TelemetrySettings;
import attune.store.quarantine.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All settings of a node, one component per room. A new room is a record with a static `read(Section)`, a component
/// here and a line in [#read(SettingsFile, Environment)].
public record Settings(
        HttpSettings http,
        List<HostedSettings> communities,
        UpkeepSettings upkeep,
        Thresholds quarantine,
        RetentionSettings retention,
        LogSettings log,
        Optional<TelemetrySettings> telemetry) {
    public Settings {
        communities = List.copyOf(communities);
    }

    /// @throws SettingsException with every fault of the file
    public static Settings read(SettingsFile file, Environment environment) {
        Reading reading = new Reading(file, environment);
        Settings settings = read(reading);
        reading.finish();
        return settings;
    }

    /// A room with a fault is read again without the file, and [Reading#finish()] then throws: such values are
    /// never used.
    private static Settings read(Reading reading) {
        return new Settings(
                room(reading, "http", HttpRoom::read),
                room(reading, "communities", HostedSettings::readAll),
                room(reading, "upkeep", UpkeepSettings::read),
                room(reading, "quarantine", QuarantineRoom::read),
                room(reading, "retention", RetentionSettings::read),
                room(reading, "log", LogSettings::read),
                room(reading, "telemetry", TelemetryRoom::read));
    }

    private static <T> T room(Reading reading, String prefix, Function<Section, T> room) {
        try {
            return room.apply(new Section(reading, prefix, prefix));
        } catch (IllegalArgumentException wrong) {
            reading.fault(String.valueOf(wrong.getMessage()));
            return room.apply(new Section(new Reading(SettingsFile.empty(), Environment.EMPTY), prefix, prefix));
        }
    }

    /// Every key there is, in the order of the rooms.
    public static List<Declared> declared() {
        Reading reading = new Reading(SettingsFile.empty(), Environment.EMPTY);
        read(reading);
        return reading.declared();
    }

    /// What holds with this file, key by key, as a file would say it; secrets by their reference.
    ///
    /// @throws SettingsException with every fault of the file
    public static Map<String, String> effective(SettingsFile file, Environment environment) {
        Reading reading = new Reading(file, environment);
        read(reading);
        reading.finish();
        return reading.effective();
    }
}
