package attune.http.route;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path. A tree of path parts, so the cost is the path's length and not the number of routes;
/// a word that stands for itself wins over a value.
public final class RouteTable {

    /// What a path and method lead to.
    public sealed interface Match {}

    /// A route, and the decoded values of its holes in order.
    public record Found(Route route, List<String> values) implements Match {}

    /// The path exists for other methods.
    public record WrongMethod(Set<Method> allowed) implements Match {
        public WrongMethod {
            allowed = Set.copyOf(allowed);
        }

        /// For the `Allow` header; where GET is, HEAD is too.
        public String allow() {
            TreeSet<String> names = new TreeSet<>();
            allowed.forEach(method -> names.add(method.name()));
            if (allowed.contains(Method.GET)) {
                names.add("HEAD");
            }
            return String.join(", ", names);
        }
    }

    /// No route has this path.
    public record NoSuchPath() implements Match {}

    private static final class Branch {
        private final Map<String, Branch> words = new HashMap<>();
        private final Map<Method, Route> routes = new EnumMap<>(Method.class);
        private @Nullable Branch value;
    }

    private final Branch root = new Branch();

    public RouteTable(Routes routes) {
        for (Route route : routes) {
            Branch branch = root;
            for (Template.Part part : route.template().parts()) {
                branch = switch (part) {
                    case Template.Literal(String text) -> branch.words.computeIfAbsent(text, _ -> new Branch());
                    case Template.Hole _ -> valueOf(branch);
                };
            }
            Route other = branch.routes.put(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException(
                        route.operation() + " and " + other.operation() + " answer the same path and method");
            }
        }
    }

    private static Branch valueOf(Branch branch) {
        Branch value = branch.value == null ? new Branch() : branch.value;
        branch.value = value;
        return value;
    }

    /// @param method null for a method no route has
    /// @param path   as sent, still percent-encoded
    /// @throws ProblemException when the path is not decodable
    public Match find(@Nullable Method method, String path) {
        List<String> parts = PathDecoding.parts(path);
        List<String> values = new ArrayList<>(2);
        Branch branch = descend(root, parts, 0, values);
        if (branch == null) {
            return new NoSuchPath();
        }
        Route route = method == null ? null : branch.routes.get(method);
        return route == null ? new WrongMethod(branch.routes.keySet()) : new Found(route, values);
    }

    private static @Nullable Branch descend(Branch branch, List<String> parts, int depth, List<String> values) {
        if (depth == parts.size()) {
            return branch.routes.isEmpty() ? null : branch;
        }
        String part = parts.get(depth);
        Branch word = branch.words.get(part);
        if (word != null) {
            Branch end = descend(word, parts, depth + 1, values);
            if (end != null) {
                return end;
            }
        }
        if (branch.value == null || part.isEmpty()) {
            return null;
        }
        values.add(part);
        Branch end = descend(branch.value, parts, depth + 1, values);
        if (end == null) {
            values.removeLast();
        }
        return end;
    }

    static ProblemException undecodable(String why) {
        return new ProblemException(Problem.malformed("The path " + why).hint("percent-encode it as UTF-8"));
    }
}
