package attune.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;

/// What is remembered about members, and who may ask for it.
final class MemoryRules {
    private static final List<String> DUTIES = List.of("forget", "disclose");

    private MemoryRules() {}

    /// Each projection does its two duties itself. That it does them completely is shown by its contract test;
    /// here a duty that touches nothing at all is found.
    static List<String> forgettable(House house) {
        String projection = house.root() + "store.projection.Projection";
        return house.classesOf()
                .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(c -> c.isAssignableTo(projection))
                .flatMap(c -> DUTIES.stream().flatMap(duty -> neglected(c, duty)))
                .toList();
    }

    private static Stream<String> neglected(JavaClass projection, String duty) {
        List<JavaMethod> methods = projection.getAllMethods().stream()
                .filter(m -> m.getName().equals(duty) && !m.getOwner().isInterface())
                .toList();
        if (methods.isEmpty()) return Stream.of(projection.getName() + " does not say how to " + duty + ".");
        boolean idle = methods.stream().allMatch(m -> m.getAccessesFromSelf().isEmpty());
        return idle ? Stream.of(projection.getName() + " has a " + duty + " that does nothing.") : Stream.empty();
    }

    static List<String> grants(House house) {
        String grant = house.root() + "model.policy.Grant";
        String issuer = house.root() + "privacy.consent.GrantIssuer";
        return house.classesOf()
                .filter(c -> !c.getName().equals(issuer) && !c.getName().startsWith(issuer + "$"))
                .filter(c -> !house.module(c).equals("testkit"))
                .flatMap(c -> c.getAccessesFromSelf().stream())
                .filter(a -> a.getTarget().getOwner().getName().equals(grant))
                .filter(a -> a.getTarget().getName().equals("<init>"))
                .map(JavaAccess::getDescription)
                .map(WallRules::fromClassOn)
                .toList();
    }
}
