package attune.http.route;

import java.util.ArrayList;
import java.util.List;

/// A path with named holes: `/v1/members/{member}/slates/{surface}`. Also the label of metrics and of the access
/// log, which must never hold a member's id.
public final class Template {

    /// One part between slashes.
    public sealed interface Part {}

    /// A part that stands for itself.
    public record Literal(String text) implements Part {}

    /// A part that is a value.
    public record Hole(String name) implements Part {}

    private final String text;
    private final List<Part> parts;
    private final List<String> holes;

    private Template(String text) {
        this.text = text;
        List<Part> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String part : text.substring(1).split("/", -1)) {
            Part each = part(part);
            found.add(each);
            if (each instanceof Hole(String name)) {
                names.add(name);
            }
        }
        if (names.size() != names.stream().distinct().count()) {
            throw new IllegalArgumentException("A name is used twice in " + text);
        }
        this.parts = List.copyOf(found);
        this.holes = List.copyOf(names);
    }

    public static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path starts with a slash, not " + text);
        }
        return new Template(text);
    }

    private static Part part(String part) {
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

    public String text() {
        return text;
    }

    public List<Part> parts() {
        return parts;
    }

    /// The names of the holes, in order.
    public List<String> holes() {
        return holes;
    }

    @Override
    public String toString() {
        return text;
    }
}
