package attune.http.json;

import java.util.Collection;
import java.util.Optional;

/// Guesses which known name someone meant.
public final class NearestName {
    private NearestName() {}

    /// The known name with the fewest edits (Levenshtein, 1966), if that is at most a third of the name's length,
    /// rounded up.
    public static Optional<String> of(String name, Collection<String> known) {
        String nearest = null;
        int fewest = (name.length() + 2) / 3 + 1;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - name.length()) < fewest) {
                int edits = edits(name, candidate);
                if (edits < fewest) {
                    fewest = edits;
                    nearest = candidate;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (same(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return above[to.length()];
    }

    /// Case is a frequent slip, so it costs nothing.
    private static boolean same(char a, char b) {
        return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
