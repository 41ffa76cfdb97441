package attune.networks.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Primary languages out of BCP 47 tags: `de-CH` is `de`. Regions and scripts are not kept, since no filter asks for
/// them.
final class Languages {
    /// Subtags of letters and digits, by hyphens or, as many systems write them, underscores. Not whether they are
    /// registered: registers grow.
    private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})([-_][A-Za-z0-9]{1,8})*");

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
        Matcher form = TAG.matcher(tag);
        if (!form.matches()) {
            throw fields.invalid(name, "not a language tag", "use BCP 47, for example \"en\" or \"de-CH\"");
        }
        return form.group(1).toLowerCase(Locale.ROOT);
    }
}
