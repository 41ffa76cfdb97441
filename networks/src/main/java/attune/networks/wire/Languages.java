package attune.networks.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Primary languages out of BCP 47 tags: `de-CH` is `de`. Regions and scripts are not kept, since no filter asks for
/// them.
final class Languages {
    private Languages() {}

    /// The primary language of one tag.
    static Optional<String> primary(WireFields fields, String name) {
        return fields.findText(name, 100).map(tag -> primary(fields, name, tag));
    }

    /// The primary languages of tags separated by commas, most preferred first, each once.
    static List<String> preferred(WireFields fields, String name) {
        return fields.findText(name, 200)
                .filter(tags -> !tags.isBlank())
                .map(tags -> Arrays.stream(tags.split(","))
                        .map(tag -> primary(fields, name, tag.strip()))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static String primary(WireFields fields, String name, String tag) {
        String primary = tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        if (!primary.matches("[a-z]{2,3}")) {
            throw fields.invalid(name, "not a language tag", "use BCP 47, for example \"en\" or \"de-CH\"");
        }
        return primary;
    }
}
