package attune.town.resident;

import attune.town.chance.Chance;
import attune.town.chance.Chance.Stream;
import attune.town.phrase.Language;
import attune.town.phrase.Phrasebook;
import attune.town.phrase.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Everybody who lives in the town, in order of joining. The n-th resident depends on the seed and n only.
///
/// Roles and languages are spread by the golden ratio and the square root of two, so that even a town of twenty
/// has the right mixture; everything else is drawn. Not safe for several threads.
public final class Population {
    private static final double GOLDEN = 0.6180339887498949;
    private static final double SILVER = 0.4142135623730951;

    private final long seed;
    private final Phrasebook phrasebook;
    private final List<Resident> residents = new ArrayList<>();
    private final Map<String, Resident> byId = new HashMap<>();

    public Population(long seed, Phrasebook phrasebook) {
        this.seed = seed;
        this.phrasebook = phrasebook;
    }

    public int size() {
        return residents.size();
    }

    public List<Resident> all() {
        return List.copyOf(residents);
    }

    public Resident at(int index) {
        return residents.get(index);
    }

    public Optional<Resident> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The resident with this id. Throws if the town does not know it.
    public Resident require(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException(
                "The town has no member " + id + ". Maybe the member belongs to the network but not to the town?"));
    }

    /// Lets the next resident move in.
    public Resident welcome() {
        int index = residents.size();
        Chance chance = Chance.of(seed, Stream.RESIDENT, index, 0);
        Role role = Role.at(fraction((index + 1) * GOLDEN));
        Language language = languageAt(fraction((index + 1) * SILVER));
        Taste taste = Taste.draw(chance);
        String name = phrasebook.name(language, chance);
        double quality = role == Role.SPAMMER ? -1.5 : chance.normal(role == Role.CREATOR ? 0.4 : 0, 0.6);
        double fame = chance.pareto(1.4) * StrictMath.exp(0.6 * quality) * (role == Role.CREATOR ? 4 : 1);
        Resident resident = new Resident(
                index,
                handle(name),
                name,
                language,
                Home.of(language, chance),
                ageBand(role, chance),
                role != Role.CREATOR && role != Role.SPAMMER && chance.happens(0.04),
                role == Role.SPAMMER || !chance.happens(0.05),
                role,
                second(language, chance),
                groups(taste, language, role, chance),
                chance.happens(0.92),
                taste,
                Style.draw(chance),
                Style.draw(chance),
                quality,
                role == Role.SPAMMER ? 0.05 : fame,
                role.warmth() + chance.normal(0, 0.5),
                chance.normal(0, 0.5),
                role.sessionsPerDay() * chance.logNormal(1, 0.5),
                role.postsPerDay() * chance.logNormal(1, 0.8),
                chance.logNormal(11, 0.4),
                (int) Math.round(role.follows() * chance.logNormal(1, 0.5)),
                chance.normal(0, 1.3));
        residents.add(resident);
        byId.put(resident.id(), resident);
        return resident;
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    private static Language languageAt(double point) {
        return point < 0.45 ? Language.ENGLISH : point < 0.75 ? Language.GERMAN : Language.SPANISH;
    }

    private static AgeBand ageBand(Role role, Chance chance) {
        double point = chance.uniform();
        if (role == Role.SPAMMER) {
            return AgeBand.UNKNOWN;
        }
        return point < 0.86 ? AgeBand.ADULT : point < 0.94 ? AgeBand.TEEN : AgeBand.UNKNOWN;
    }

    private static Language second(Language first, Chance chance) {
        double point = chance.uniform();
        return switch (first) {
            case ENGLISH -> point < 0.10 ? Language.SPANISH : point < 0.16 ? Language.GERMAN : first;
            case GERMAN -> point < 0.60 ? Language.ENGLISH : point < 0.65 ? Language.SPANISH : first;
            case SPANISH -> point < 0.45 ? Language.ENGLISH : point < 0.48 ? Language.GERMAN : first;
        };
    }

    private static List<String> groups(Taste taste, Language language, Role role, Chance chance) {
        List<String> groups = new ArrayList<>();
        for (Topic topic : taste.loved()) {
            if (chance.happens(role == Role.SPAMMER ? 0 : 0.4)) {
                groups.add(groupOf(topic, language));
            }
        }
        return groups;
    }

    /// The community around a topic in a language.
    public static String groupOf(Topic topic, Language language) {
        return topic.id() + "-" + language.tag();
    }

    private String handle(String name) {
        String handle = Handle.of(name);
        String free = handle;
        for (int n = 2; byId.containsKey(free); n++) {
            free = handle + n;
        }
        return free;
    }
}
