package attune.house.fault.feed.stage;

import picocli.CommandLine;

/// Breaks "one keeper per library".
final class KnowsCommands {
    String usage(CommandLine commands) {
        return commands.getUsageMessage();
    }
}
