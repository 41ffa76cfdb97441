package attune.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What code may reach that must be a function of its arguments.
final class PurityRules {
    private static final List<String> OUTSIDE =
            List.of("java.io.", "java.nio.", "java.net.", "java.sql.", "java.util.logging.", "javax.");
    private static final Set<String> NEVER = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.System$Logger",
            "java.time.Clock",
            "java.time.InstantSource");
    private static final Set<String> HARMLESS =
            Set.of("java.io.Serializable", "java.io.ObjectStreamException", "java.nio.charset.StandardCharsets");

    private PurityRules() {}

    static List<String> pureFunctions(House house) {
        return house.classesOf("algorithms", "statistics")
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> isImpure(house, d.getTargetClass()))
                .map(Dependency::getDescription)
                .map(WallRules::fromClassOn)
                .distinct()
                .toList();
    }

    private static boolean isImpure(House house, JavaClass target) {
        String name = target.getBaseComponentType().getName();
        return leavesMemory(name)
                || NEVER.contains(name)
                || name.startsWith("java.util.concurrent.")
                || (house.isOurs(target) && house.module(target).equals("model"));
    }

    private static boolean leavesMemory(String name) {
        return OUTSIDE.stream().anyMatch(name::startsWith) && !HARMLESS.contains(name);
    }

    static List<String> nouns(House house) {
        return house.classesOf("model")
                .filter(c -> !c.isRecord() && !c.isEnum() && !c.isAnonymousClass())
                .filter(c -> !c.isAssignableTo(Throwable.class))
                .filter(c -> !c.isInterface() || !isSealed(c))
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .map(c -> c.getName() + " is neither a record, an enum, a sealed interface nor an exception.")
                .toList();
    }

    /// Sealed is not a modifier in a class file; the class itself knows.
    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    /// A pure stage holds nothing barred itself, and calls nothing in its module that does: a helper that reads
    /// a file makes the stage read it. Naming a column that lies beside a hydrator is no call.
    static List<String> pureStages(House house) {
        Set<String> kinds = Stream.of("Filter", "Scorer", "Selector")
                .map(kind -> house.root() + "pipeline.stage.Stage$" + kind)
                .collect(toCollection(HashSet::new));
        return house.classesOf()
                .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(c -> kinds.stream().anyMatch(c::isAssignableTo))
                .flatMap(stage -> Stream.concat(holds(house, stage), calls(house, stage)))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> holds(House house, JavaClass stage) {
        return stage.getDirectDependenciesFromSelf().stream()
                .map(d -> d.getTargetClass().getBaseComponentType())
                .filter(target -> isBarred(house, target))
                .map(target -> stage.getName() + " reaches " + target.getName() + " itself.");
    }

    private static Stream<String> calls(House house, JavaClass stage) {
        List<String> violations = new ArrayList<>();
        Set<JavaCodeUnit> seen = new HashSet<>(stage.getCodeUnits());
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            JavaCodeUnit current = open.pop();
            for (JavaAccess<?> access : current.getAccessesFromSelf()) {
                JavaClass owner = access.getTargetOwner();
                if (isBarred(house, owner)) {
                    violations.add(
                            stage.getName() + " reaches " + owner.getName() + " through " + current.getFullName());
                } else if (house.isOurs(owner) && house.module(owner).equals(house.module(stage))) {
                    access.getTarget()
                            .resolveMember()
                            .filter(JavaCodeUnit.class::isInstance)
                            .map(JavaCodeUnit.class::cast)
                            .filter(seen::add)
                            .ifPresent(open::add);
                }
            }
        }
        return violations.stream();
    }

    private static boolean isBarred(House house, JavaClass target) {
        if (house.isOurs(target)) return Set.of("store", "http").contains(house.module(target));
        return leavesMemory(target.getName());
    }
}
