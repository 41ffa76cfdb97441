package attune.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who may know whom.
final class WallRules {
    private static final Set<String> DOORS = Set.of("", "stage", "api");

    /// Further doors, each with its reason: a package, or a single class that the assembly must hand on (decision
    /// 0001).
    static final Map<String, String> FURTHER_DOORS = Map.of(
            "privacy.consent.GrantIssuer", "the capability is made once, at assembly, and handed to the surfaces",
            "feed.why", "the explainer is made at assembly, where the texts of all sources are known",
            "feed.rank", "scorers and selectors are stages, too, with the values and features they are made of");

    private WallRules() {}

    static List<String> floors(House house) {
        return crossings(house)
                .filter(d ->
                        !mayImport(house, house.module(d.getOriginClass())).contains(house.module(d.getTargetClass())))
                .map(Dependency::getDescription)
                .map(WallRules::fromClassOn)
                .distinct()
                .toList();
    }

    private static Set<String> mayImport(House house, String module) {
        ModuleTable.Row row = house.table().get(module);
        return row == null ? Set.of() : row.mayImport();
    }

    static List<String> doors(House house) {
        return crossings(house)
                .filter(d -> House.WINGS.contains(house.module(d.getTargetClass())))
                .filter(d -> !DOORS.contains(house.room(d.getTargetClass())))
                .filter(d -> FURTHER_DOORS.keySet().stream()
                        .noneMatch(door -> (d.getTargetClass().getName() + ".").startsWith(house.root() + door + ".")))
                .map(Dependency::getDescription)
                .map(WallRules::fromClassOn)
                .distinct()
                .toList();
    }

    /// Circles among packages, module by module: a package is in one if it can reach itself.
    static List<String> circles(House house) {
        List<String> circles = new ArrayList<>();
        Map<String, List<JavaClass>> modules = house.classesOf().collect(groupingBy(house::module));
        modules.forEach((module, classes) -> {
            Map<String, Set<String>> needs = new HashMap<>();
            for (JavaClass type : classes) {
                needs.computeIfAbsent(type.getPackageName(), p -> new TreeSet<>())
                        .addAll(neighbours(house, module, type));
            }
            for (String start : new TreeSet<>(needs.keySet())) {
                Set<String> reached = reach(start, needs);
                if (reached.contains(start)) circles.add(start + " needs itself through " + reached + ".");
            }
        });
        return circles;
    }

    private static Set<String> neighbours(House house, String module, JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(d -> d.getTargetClass().getBaseComponentType())
                .filter(house::isOurs)
                .filter(target -> house.module(target).equals(module))
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(type.getPackageName()))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> reach(String start, Map<String, Set<String>> needs) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(needs.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) open.addAll(needs.getOrDefault(next, Set.of()));
        }
        return reached;
    }

    private static Stream<Dependency> crossings(House house) {
        return house.classesOf()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> house.isOurs(d.getTargetClass()))
                .filter(d -> !house.module(d.getOriginClass()).equals(house.module(d.getTargetClass())));
    }

    /// ArchUnit says "Method <a.B.c()> calls ..."; our violations begin with the class, so that exceptions can name
    /// it.
    static String fromClassOn(String description) {
        int start = description.indexOf('<');
        return start < 0 ? description : description.substring(start + 1).replaceAll("[<>]", "");
    }
}
