package attune.house;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What must be handed in rather than reached for, and what must not be shared.
final class AmbientRules {
    /// The modules that stand at the edge of the world and may ask it for time and chance.
    private static final Set<String> EDGE = Set.of("app", "town", "testkit", "benchmarks");

    private static final Set<String> ASKING = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZoneId.systemDefault",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of",
            "java.security.SecureRandom.getInstanceStrong");

    /// Constructors that seed themselves when they are given nothing.
    private static final Set<String> SELF_SEEDING =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private static final Set<String> MUTABLE_PACKAGES =
            Set.of("java.util.concurrent.atomic", "java.util.concurrent.locks");
    private static final Set<String> MUTABLE = Set.of(
            "java.lang.ThreadLocal",
            "java.lang.StringBuilder",
            "java.lang.Thread",
            "java.util.ArrayList",
            "java.util.ArrayDeque",
            "java.util.BitSet",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ExecutorService",
            "java.security.SecureRandom");

    private AmbientRules() {}

    static List<String> ambientInput(House house) {
        return house.classesOf()
                .filter(c -> !EDGE.contains(house.module(c)))
                .flatMap(c -> c.getAccessesFromSelf().stream())
                .filter(AmbientRules::asksTheWorld)
                .map(JavaAccess::getDescription)
                .map(WallRules::fromClassOn)
                .toList();
    }

    private static boolean asksTheWorld(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        if (target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getName().equals("<init>")) {
            return SELF_SEEDING.contains(owner) && unit.getRawParameterTypes().isEmpty();
        }
        return ASKING.contains(owner + "." + target.getName());
    }

    static List<String> staticState(House house) {
        return house.classesOf()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(AmbientRules::fault)
                .toList();
    }

    private static Stream<String> fault(JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        if (!modifiers.contains(JavaModifier.FINAL))
            return Stream.of(field.getFullName() + " is static and not final.");
        if (field.getRawType().isArray() && !modifiers.contains(JavaModifier.PRIVATE)) {
            return Stream.of(field.getFullName() + " is a static array that others can write to.");
        }
        if (isMutable(field.getRawType())) {
            return Stream.of(field.getFullName() + " is static and holds a "
                    + field.getRawType().getSimpleName() + ".");
        }
        return Stream.empty();
    }

    private static boolean isMutable(JavaClass type) {
        if (MUTABLE.contains(type.getName()) || MUTABLE_PACKAGES.contains(type.getPackageName())) return true;
        return type.getPackageName().startsWith("attune.")
                && type.getFields().stream()
                        .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(f -> !f.getModifiers().contains(JavaModifier.FINAL));
    }
}
