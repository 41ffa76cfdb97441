package attune.app.config;

import java.util.List;

/// The reference page of all settings, written from what the rooms declare.
public final class SettingsPage {
    private static final String HEAD = """
            # Settings

            `./attune serve --config attune.conf` reads one file of `key = value` lines. A line that begins with `#` is
            a comment. Every key has a default, so an empty file is a complete one; options of the command line win over
            the file. A key that no room knows, or that is no longer read, stops the start with its line and the nearest
            key. Secrets are never in the file: it names where they are, as `file:PATH` or `env:NAME`. Relative paths
            are relative to the file. A duration is `200ms`, `30s`, `5m`, `2h` or `7d`; a size is `512KB`, `64MB` or
            `2GB`, and a KB is 1,024 bytes.

            `./attune settings` writes this page, and `./attune settings --config attune.conf` checks a file and says
            what holds. This page is written by the first; a test compares them.
            """;

    private SettingsPage() {}

    public static String write() {
        return write(Settings.declared());
    }

    private static String write(List<Declared> all) {
        StringBuilder page = new StringBuilder(HEAD);
        String room = "";
        for (Declared one : all) {
            String of = one.key().substring(0, one.key().indexOf('.'));
            if (!of.equals(room)) {
                page.append("\n## ").append(of).append("\n\n| key | default | takes | meaning |\n|---|---|---|---|\n");
                room = of;
            }
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(one.key(), absent(one.absent()), one.allowed(), one.meaning()));
        }
        return page.toString();
    }

    private static String absent(String value) {
        return value.startsWith("(") ? value.substring(1, value.length() - 1) : "`" + value + "`";
    }
}
