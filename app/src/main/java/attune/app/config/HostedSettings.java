package attune.app.config;

import java.nio.file.Path;
import java.util.List;

/// A community that the node hosts.
///
/// @param name   what it is called in the console; on one node no two are called alike
/// @param folder where it is kept
public record HostedSettings(String name, Path folder) {
    /// The only community of a node that is told nothing about communities.
    public static final HostedSettings USUAL = new HostedSettings("Community", Path.of("attune-data"));

    /// One with every default.
    public static HostedSettings of(String name, Path folder) {
        return new HostedSettings(name, folder);
    }

    static List<HostedSettings> readAll(Section in) {
        return List.copyOf(in.each("word", HostedSettings::read).values());
    }

    private static HostedSettings read(Section in) {
        return new HostedSettings(
                in.findText("name", "What the community is called in the console; if not given, the word in its keys.")
                        .orElse(in.lastWord()),
                in.neededPath("folder", "Where the community is kept."));
    }
}
