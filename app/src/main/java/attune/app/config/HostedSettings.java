package attune.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A community that the node hosts.
///
/// @param name   what it is called in the console; on one node no two are called alike
/// @param folder where it is kept
/// @param masterKey where its master key is kept, as `file:`, `env:` or `command:`; empty for a file in the folder
public record HostedSettings(String name, Path folder, Optional<String> masterKey) {
    /// The only community of a node that is told nothing about communities.
    public static final HostedSettings USUAL = of("Community", Path.of("attune-data"));

    /// One with every default.
    public static HostedSettings of(String name, Path folder) {
        return new HostedSettings(name, folder, Optional.empty());
    }

    static List<HostedSettings> readAll(Section in) {
        return List.copyOf(in.each("word", HostedSettings::read).values());
    }

    private static HostedSettings read(Section in) {
        return new HostedSettings(
                in.findText("name", "What the community is called in the console; if not given, the word in its keys.")
                        .orElse(in.lastWord()),
                in.neededPath("folder", "Where the community is kept."),
                in.findText(
                        "master-key",
                        "Where its master key is kept: file:PATH, env:NAME or command:WORDS, whose output is the key;"
                                + " if not given, the file master.key in the folder."));
    }
}
