package attune.app.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `64MB`, `2GB`, `512KB`. A KB is 1,024 bytes.
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?(B|KB|MB|GB|TB)", Pattern.CASE_INSENSITIVE);
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    private Sizes() {}

    /// In bytes.
    public static long parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no size. Write 64MB, 2GB or 512KB.");
        }
        long amount = Long.parseLong(form.group(1));
        int shift = 10 * UNITS.indexOf(form.group(2).toUpperCase(Locale.ROOT));
        if (amount > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("\"" + text + "\" is more bytes than can be counted.");
        }
        return amount << shift;
    }

    /// In the largest unit that says it exactly.
    public static String write(long bytes) {
        int unit = 0;
        long amount = bytes;
        while (amount != 0 && amount % 1024 == 0 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + UNITS.get(unit);
    }
}
