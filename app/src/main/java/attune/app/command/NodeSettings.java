package attune.app.command;

import attune.app.Attune;
import attune.app.Node;
import attune.app.config.HostedSettings;
import attune.app.config.RetentionSettings;
import attune.app.config.Settings;
import attune.app.config.SettingsFile;
import attune.app.operate.MasterKeys;
import attune.app.operate.Surroundings;
import attune.http.telemetry.OtlpTelemetry;
import attune.http.telemetry.Telemetry;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Safekeeping;
import attune.store.keys.MasterKeySource;
import attune.store.quarantine.Thresholds;
import attune.store.retention.Cutoffs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a command knows of the node that serves a folder: its settings file, and with it the terms of retention, the
/// thresholds of quarantine and where the master key is kept.
final class NodeSettings {
    private static final String BESIDE = "attune.conf";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings file of the node that serves the folder; its terms hold, and its master key"
                    + " (default: " + BESIDE + " beside the folder, if there is one that does not host others alone).")
    private @Nullable Path config;

    @Option(
            names = "--master-key",
            paramLabel = "SOURCE",
            description = "Where the master key is kept: file:PATH, env:NAME or command:WORDS (default: as the"
                    + " settings file says, or the file master.key in the folder).")
    private @Nullable String masterKey;

    /// The folder that is meant: the named one, or the only community of the settings file, or the usual one.
    Path folder(@Nullable Path named) {
        if (named != null) return named;
        Path usual = HostedSettings.USUAL.folder();
        if (config == null) return usual;
        List<Path> hosted =
                read(config).communities().stream().map(HostedSettings::folder).toList();
        if (hosted.size() > 1) {
            throw new IllegalArgumentException("The node hosts several communities; name the folder of one: " + hosted);
        }
        return hosted.isEmpty() ? usual : hosted.getFirst();
    }

    MasterKeySource masterKey(Path folder, SecureRandom random) {
        String source = masterKey != null
                ? masterKey
                : settings(folder)
                        .flatMap(settings -> hosted(settings, folder))
                        .flatMap(HostedSettings::masterKey)
                        .orElse(null);
        return MasterKeys.of(source, folder, System::getenv, random);
    }

    /// Opens the community by the node's own terms. Where those are not known, by the usual ones: then what is past
    /// them is left out in memory alone, nothing is destroyed, and no snapshot is saved.
    Attune open(Path folder, Surroundings surroundings) {
        Optional<Settings> settings = settings(folder);
        Attune attune = Attune.open(
                folder,
                new Safekeeping(
                        masterKey(folder, surroundings.random()),
                        settings.flatMap(known -> hosted(known, folder)).flatMap(HostedSettings::vault)),
                surroundings,
                settings.map(Settings::quarantine).orElse(Thresholds.USUAL),
                settings.map(Settings::retention).orElse(RetentionSettings.USUAL),
                EmbeddedStore.Progress.SILENT);
        if (settings.isEmpty()) attune.store().saveNothingAtLast();
        return attune;
    }

    /// What is past its term today, by the node's own terms or the usual ones.
    Cutoffs cutoffs(Path folder, long nowMillis) {
        return settings(folder)
                .map(Settings::retention)
                .orElse(RetentionSettings.USUAL)
                .terms()
                .at(nowMillis);
    }

    /// The collector that the node's settings name, or nobody; who opens it closes it.
    Telemetry telemetry(Path folder, Surroundings surroundings) {
        Optional<Settings> settings = settings(folder);
        Telemetry telemetry =
                settings.map(known -> telemetry(known, surroundings)).orElse(Telemetry.OFF);
        return settings.flatMap(known -> hosted(known, folder))
                .map(one -> telemetry.of(one.name()))
                .orElse(telemetry);
    }

    static Telemetry telemetry(Settings settings, Surroundings surroundings) {
        return settings.telemetry()
                .map(to -> OtlpTelemetry.open(to, Node.VERSION, surroundings.clock(), surroundings.tickerNanos()))
                .orElse(Telemetry.OFF);
    }

    private Optional<Settings> settings(Path folder) {
        if (config != null) return Optional.of(read(config));
        Path beside = folder.toAbsolutePath().normalize().resolveSibling(BESIDE);
        if (!Files.exists(beside)) return Optional.empty();
        return Optional.of(read(beside))
                .filter(settings -> settings.communities().isEmpty()
                        || hosted(settings, folder).isPresent());
    }

    private static Settings read(Path file) {
        return Settings.read(SettingsFile.read(file), System::getenv);
    }

    private static Optional<HostedSettings> hosted(Settings settings, Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        return settings.communities().stream()
                .filter(one -> one.folder().toAbsolutePath().normalize().equals(place))
                .findFirst();
    }
}
