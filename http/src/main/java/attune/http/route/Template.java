package attune.http.route;

import java.util.List;

/// A path with named holes: `/v1/members/{member}/slates/{surface}`. Also the label of metrics and of the access
/// log, which must never hold a member's id.
public record Template(String text, List<Segment> segments) {

    /// One part between slashes.
    public sealed interface Segment {}

    /// A part that stands for itself.
    public record Literal(String text) implements Segment {}

    /// A part that is a value.
    public record Hole(String name) implements Segment {}

    public Template {
        segments = List.copyOf(segments);
    }

    public static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path starts with a slash, not " + text);
        }
        List<Segment> segments = List.of(text.substring(1).split("/", -1)).stream()
                .map(Template::segment)
                .toList();
        List<String> holes = holes(segments);
        if (holes.size() != holes.stream().distinct().count()) {
            throw new IllegalArgumentException("A name is used twice in " + text);
        }
        return new Template(text, segments);
    }

    private static Segment segment(String part) {
        if (part.startsWith("{") && part.endsWith("}")) {
            String name = part.substring(1, part.length() - 1);
            if (!name.matches("[a-z][A-Za-z]*")) {
                throw new IllegalArgumentException("A path parameter is a camel-case word, not " + part);
            }
            return new Hole(name);
        }
        if (!part.matches("[A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("A path has plain words and {names}, not " + part);
        }
        return new Literal(part);
    }

    /// The names of the holes, in order.
    public List<String> holes() {
        return holes(segments);
    }

    private static List<String> holes(List<Segment> segments) {
        return segments.stream()
                .filter(Hole.class::isInstance)
                .map(segment -> ((Hole) segment).name())
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
