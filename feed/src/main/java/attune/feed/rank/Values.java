package attune.feed.rank;

import attune.model.event.Act;
import java.util.ArrayList;
import java.util.List;

/// What each act is worth to the members of a community: the small public table that turns probabilities
/// into a score. Weights multiply predicted probabilities, never counts. Each has bounds and a reason; a
/// weight outside its bounds does not load.
///
/// The file has a `version` line and then one act a line: `act weight low high reason…`; `#` begins a
/// comment.
public record Values(String version, List<Line> lines) {
    public Values {
        lines = List.copyOf(lines);
        if (lines.stream().map(Line::act).distinct().count() != lines.size()) {
            throw new IllegalArgumentException("The value file weighs an act twice.");
        }
    }

    /// @param weight value of one act, in likes
    /// @param low smallest and `high` largest weight a reviewer may set without a new decision
    public record Line(String act, double weight, double low, double high, String reason) {
        public Line {
            if (!(low <= weight && weight <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("The weight of " + act + ", " + weight + ", is outside its bounds "
                        + low + " to " + high + ".");
            }
            if (reason.isBlank()) throw new IllegalArgumentException("The weight of " + act + " needs a reason.");
        }
    }

    /// The weight of an act; 0 for acts without a line.
    public double weight(Act act) {
        for (Line line : lines) if (line.act().equals(act.name())) return line.weight();
        return 0;
    }

    /// Reads the file; a fault names the line.
    public static Values parse(String text) {
        String version = "";
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("version ")) {
                version = line.substring("version ".length()).strip();
                continue;
            }
            String[] parts = line.split("\\s+", 5);
            if (parts.length < 5) throw fault(number, "needs: act weight low high reason.");
            try {
                lines.add(new Line(
                        parts[0],
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]),
                        parts[4]));
            } catch (NumberFormatException notNumber) {
                throw fault(number, "has no number where one belongs.");
            } catch (IllegalArgumentException unsound) {
                throw fault(number, "is unsound: " + unsound.getMessage());
            }
        }
        if (version.isEmpty()) throw new IllegalArgumentException("The value file has no version line.");
        return new Values(version, lines);
    }

    private static IllegalArgumentException fault(int number, String what) {
        return new IllegalArgumentException("Line " + number + " of the value file " + what);
    }
}
