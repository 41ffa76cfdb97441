package attune.town.resident;

import attune.town.phrase.Language;
import java.util.List;

/// A member of the town, with what the network knows (the first lines) and what it never sees (the rest).
///
/// @param index dense, in order of joining
/// @param id the external id, such as `maren.quillfeather`
/// @param second a language understood besides the native one; the native one again if there is none
/// @param groups the communities joined, such as `cycling-de`
/// @param consenting whether the resident agrees to personalization on joining
/// @param quality how well the resident writes, mean 0, deviation 0.6
/// @param fame relative chance of being followed; heavy-tailed
/// @param warmth added to the logit of every friendly act
/// @param talkativeness added to the logit of reply and quote
/// @param stamina how much a rested resident can take in one session, in entries that neither please nor tire
/// @param follows how many accounts are followed when settled
/// @param hoursLate how much later than others the day goes; owls are positive
public record Resident(
        int index,
        String id,
        String name,
        Language language,
        Home home,
        AgeBand ageBand,
        boolean locked,
        boolean recommendable,
        Role role,
        Language second,
        List<String> groups,
        boolean consenting,
        Taste taste,
        Style enjoys,
        Style writes,
        double quality,
        double fame,
        double warmth,
        double talkativeness,
        double sessionsPerDay,
        double postsPerDay,
        double stamina,
        int follows,
        double hoursLate) {
    public Resident {
        groups = List.copyOf(groups);
    }

    public boolean understands(Language other) {
        return other == language || other == second;
    }
}
