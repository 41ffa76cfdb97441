package attune.http.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Routes in the order to publish them; what a wing offers and what a server answers.
public record Routes(List<Route> all) implements Iterable<Route> {
    public Routes {
        all = List.copyOf(all);
        Set<String> operations = new HashSet<>();
        for (Route route : all) {
            if (!operations.add(route.operation())) {
                throw new IllegalArgumentException("Two routes are named " + route.operation());
            }
        }
    }

    public static Routes of(Route... routes) {
        return new Routes(List.of(routes));
    }

    public Routes and(Routes others) {
        List<Route> joined = new ArrayList<>(all);
        joined.addAll(others.all);
        return new Routes(joined);
    }

    @Override
    public Iterator<Route> iterator() {
        return all.iterator();
    }
}
