package attune.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/// Which package keeps which library.
final class LibraryRules {
    /// The start of a library's packages, and the start of the only packages of ours that may name it.
    private static final List<Entry<String, String>> KEEPERS = List.of(
            Map.entry("org.eclipse.jetty.", "http"),
            Map.entry("com.fasterxml.jackson.", "http"),
            Map.entry("com.password4j.", "http.account"),
            Map.entry("com.nimbusds.", "http.oidc"),
            Map.entry("io.micrometer.", "http"),
            Map.entry("io.prometheus.", "http"),
            Map.entry("io.opentelemetry.", "http.telemetry"),
            Map.entry("java.sql.", "store.embedded"),
            Map.entry("javax.sql.", "store.embedded"),
            Map.entry("org.sqlite.", "store.embedded"),
            Map.entry("jdk.incubator.vector.", "algorithms.linear"),
            Map.entry("picocli.", "app.command"),
            Map.entry("org.openjdk.jmh.", "benchmarks"),
            Map.entry("org.junit.", "testkit"),
            Map.entry("org.assertj.", "testkit"));

    private LibraryRules() {}

    static List<String> keepers(House house) {
        return house.classesOf()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> KEEPERS.stream().anyMatch(keeper -> trespasses(house, d, keeper)))
                .map(Dependency::getDescription)
                .map(WallRules::fromClassOn)
                .distinct()
                .toList();
    }

    private static boolean trespasses(House house, Dependency dependency, Entry<String, String> keeper) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String home = house.root() + keeper.getValue();
        String origin = dependency.getOriginClass().getPackageName();
        return target.getName().startsWith(keeper.getKey()) && !(origin + ".").startsWith(home + ".");
    }

    static List<String> webAtTheDoor(House house) {
        return house.classesOf(House.WINGS.toArray(String[]::new))
                .filter(c -> !house.room(c).equals("api"))
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> house.isOurs(d.getTargetClass()))
                .filter(d -> house.module(d.getTargetClass()).equals("http"))
                .map(Dependency::getDescription)
                .map(WallRules::fromClassOn)
                .distinct()
                .toList();
    }
}
